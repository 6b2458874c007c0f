import type { ReactNode, Ref } from 'react';

const SMALLER = 'short:size-11 max-[23rem]:size-11';

const LOOKS = {
  call: 'size-11 text-teal-700 hover:bg-teal-600/10 dark:text-teal-400',
  quiet: 'size-11 text-white hover:bg-white/15',
  control: `size-12 ${SMALLER} bg-white/15 text-white hover:bg-white/25`,
  off: `size-12 ${SMALLER} bg-white text-zinc-900 hover:bg-zinc-200 forced-colors:bg-[SelectedItem] forced-colors:text-[SelectedItemText] forced-colors:forced-color-adjust-none`,
  later: 'size-14 bg-white/15 text-white hover:bg-white/25',
  end: 'size-14 short:size-12 max-[23rem]:size-12 bg-red-600 text-white hover:bg-red-500',
  offSmall: 'size-11 bg-white text-zinc-900 hover:bg-zinc-200',
  endSmall: 'size-11 bg-red-600 text-white hover:bg-red-500',
  decline: 'size-14 bg-red-600 text-white hover:bg-red-500',
  answer: 'size-14 bg-green-600 text-white hover:bg-green-500',
} as const;

interface RoundButtonProps {
  label: string;
  look: keyof typeof LOOKS;
  onClick: () => void;
  children: ReactNode;
  disabled?: boolean;
  expanded?: boolean;
  opens?: 'menu';
  /** Where the label appears while the pointer is over the button; in the browser's own way if it is not given. */
  tip?: Tip;
  ref?: Ref<HTMLButtonElement>;
}

/** `start` and `end`: below, and aligned with an edge of the screen. */
export type Tip = 'above' | 'start' | 'end';

export const TIPS: Record<Tip, string> = {
  above: 'tip tip-above',
  start: 'tip tip-start',
  end: 'tip tip-end',
};

/** An icon button with an accessible name. */
export function RoundButton({
  label,
  look,
  onClick,
  children,
  disabled,
  expanded,
  opens,
  tip,
  ref,
}: RoundButtonProps) {
  return (
    <button
      ref={ref}
      type="button"
      aria-label={label}
      title={tip ? undefined : label}
      data-tip={tip && label}
      aria-expanded={expanded}
      aria-haspopup={opens}
      disabled={disabled}
      onClick={onClick}
      className={`${LOOKS[look]} ${tip ? TIPS[tip] : ''} grid shrink-0 cursor-pointer place-items-center rounded-full transition-colors forced-colors:border disabled:cursor-default disabled:opacity-40`}
    >
      {children}
    </button>
  );
}
