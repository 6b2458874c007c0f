import type { WeakLink } from '../../model/model';

const HEIGHTS = [5, 9, 13] as const;

/** Signal bars of a link that is not good. The words beside them say the same, so they are hidden from screen readers. */
export function SignalBars({ link, size = 14 }: { link: WeakLink; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      data-testid="signal-bars"
      data-bars={link.bars}
      width={size}
      height={size}
      viewBox="0 0 14 14"
      className={`shrink-0 ${link.bars === 1 ? 'text-red-400' : 'text-amber-400'}`}
    >
      {HEIGHTS.map((height, index) => (
        <rect
          key={height}
          x={index * 5}
          y={14 - height}
          width="4"
          height={height}
          rx="1"
          fill="currentColor"
          opacity={index < link.bars ? 1 : 0.3}
        />
      ))}
    </svg>
  );
}
