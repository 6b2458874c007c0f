import { useEffect } from 'react';
import type { MissedCalls } from './MissedCalls';

/** Marks missed calls as seen while the list is visible. `newest` is the creation time of the newest call in it, or null. */
export function useMarkMissedSeen(missed: MissedCalls, count: number, newest: string | null): void {
  useEffect(() => {
    if (count === 0 || newest === null) return;
    const look = () => {
      if (document.hidden) return;
      missed.seen(newest).catch((cause: unknown) => {
        console.warn('Missed calls could not be marked as seen', cause);
      });
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
    };
  }, [missed, count, newest]);
}
