import { useEffect } from 'react';
import type { MissedCalls } from './MissedCalls';

/** Whoever looks at the list has seen what they missed. `newest`: when the newest call on it was made; null: not known yet. */
export function useMarkMissedSeen(missed: MissedCalls, count: number, newest: string | null): void {
  useEffect(() => {
    if (count === 0 || newest === null) return;
    const look = () => {
      if (document.hidden) return;
      missed.seen(newest).catch((cause: unknown) => {
        console.warn('missed calls stay unseen', cause);
      });
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
    };
  }, [missed, count, newest]);
}
