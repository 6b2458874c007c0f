import { useEffect } from 'react';
import type { MissedCalls } from './MissedCalls';

/** Marks missed calls as seen while the list is visible. `newest` is the creation time of the newest call in it, or null. */
export function useMarkMissedSeen(missed: MissedCalls, count: number, newest: string | null): void {
  useEffect(() => {
    if (count === 0 || newest === null) return;
    const markSeen = () => {
      if (document.hidden) return;
      missed.markSeen(newest).catch((cause: unknown) => {
        console.warn('Missed calls could not be marked as seen', cause);
      });
    };
    markSeen();
    document.addEventListener('visibilitychange', markSeen);
    return () => {
      document.removeEventListener('visibilitychange', markSeen);
    };
  }, [missed, count, newest]);
}
