import type { QualityPoint } from '../../media/health/QualityLog';
import type { Measure } from './measures';
import { polylines } from './measures';

const STROKES = ['stroke-teal-300', 'stroke-amber-300'] as const;
const MARKS = ['bg-teal-300', 'bg-amber-300'] as const;

/** One measure during the last two minutes, and its numbers now as text. */
export function Graph({ measure, points }: { measure: Measure; points: readonly QualityPoint[] }) {
  const { title, lines, least, text } = measure;
  const series = lines.map(({ of }) => points.map(of));
  const max = Math.max(least, ...series.flat().flatMap((value) => value ?? []));
  return (
    <section aria-label={title} className="min-w-0 rounded-2xl bg-white/5 p-3">
      <div className="flex items-baseline justify-between gap-2">
        <h4 className="text-sm font-medium">{title}</h4>
        <span aria-hidden="true" className="text-xs text-zinc-400 tabular-nums">
          {text(max)}
        </span>
      </div>
      <svg
        aria-hidden="true"
        viewBox="0 0 120 40"
        preserveAspectRatio="none"
        className="mt-1 h-14 w-full overflow-visible border-b border-white/20"
      >
        {series.map((values, index) =>
          polylines(values, max).map((line) => (
            <polyline
              key={`${index} ${line.slice(0, line.indexOf(','))}`}
              points={line}
              fill="none"
              vectorEffect="non-scaling-stroke"
              strokeWidth="2"
              strokeDasharray={index === 0 ? undefined : '4 3'}
              strokeLinejoin="round"
              className={STROKES[index]}
            />
          )),
        )}
      </svg>
      <dl className="mt-2 flex flex-wrap gap-x-4 text-xs text-zinc-300">
        {lines.map(({ name, of }, index) => {
          const last = points.at(-1);
          const now = last ? of(last) : null;
          return (
            <div key={name} className="flex items-center gap-1.5">
              <dt className="flex items-center gap-1.5">
                <span aria-hidden="true" className={`h-0.5 w-3 rounded ${MARKS[index]}`} />
                {name}
              </dt>
              <dd className="font-medium text-white tabular-nums">{now === null ? '–' : text(now)}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
