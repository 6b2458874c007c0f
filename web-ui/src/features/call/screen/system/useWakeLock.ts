import { useEffect, useState } from 'react';
import { WakeLock } from './WakeLock';

/** Keeps the screen on, in browsers that can. */
export function useWakeLock(wanted: boolean): void {
  const [lock] = useState(() =>
    'wakeLock' in navigator
      ? new WakeLock({
          request: () => navigator.wakeLock.request('screen'),
          isVisible: () => !document.hidden,
        })
      : null,
  );
  useEffect(() => {
    lock?.set(wanted);
    return () => {
      lock?.set(false);
    };
  }, [lock, wanted]);
  useEffect(() => {
    const changed = () => {
      lock?.visibilityChanged();
    };
    document.addEventListener('visibilitychange', changed);
    return () => {
      document.removeEventListener('visibilitychange', changed);
    };
  }, [lock]);
}
