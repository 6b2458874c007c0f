import { useEffect, useRef } from 'react';
import { ErrorText } from '../../lib/ui/List';
import type { OlderCalls as Older } from './useHistory';

/** Loading begins before the end of the list comes into view. */
const AHEAD = '600px';

/** The end of the list, which loads older calls as it comes near. */
export function OlderCalls({ older: { hasMore, loading, problem, load } }: { older: Older }) {
  const end = useRef<HTMLDivElement>(null);
  const waits = hasMore && !loading && problem === null;
  useEffect(() => {
    const { current } = end;
    if (!waits || !current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) load();
      },
      { rootMargin: AHEAD },
    );
    observer.observe(current);
    return () => {
      observer.disconnect();
    };
  }, [waits, load]);
  return (
    <div ref={end}>
      <p role="status" className="p-3 text-center text-sm text-zinc-600 empty:hidden dark:text-zinc-400">
        {loading && problem === null && 'Loading older calls…'}
      </p>
      <ErrorText text={problem} onRetry={load} />
    </div>
  );
}
