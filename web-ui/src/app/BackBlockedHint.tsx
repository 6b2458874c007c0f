import { useCallback, useEffect, useState } from 'react';
import { useBackGuard } from './useBackGuard';

const DISPLAY_MS = 4000;

/** While `on`, the Back button does not leave the call, and this hint tells the user how to leave it. */
export function BackBlockedHint({ on }: { on: boolean }) {
  const [blocked, setBlocked] = useState(0);
  useBackGuard(
    on,
    useCallback(() => {
      setBlocked((times) => times + 1);
    }, []),
  );
  useEffect(() => {
    if (blocked === 0) return;
    const timer = setTimeout(() => {
      setBlocked(0);
    }, DISPLAY_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [blocked]);
  return (
    <div role="status" className="pointer-events-none fixed inset-x-4 top-24 z-40 flex justify-center">
      {on && blocked > 0 && (
        <p className="rise rounded-2xl bg-zinc-800 px-4 py-2 text-center text-sm text-white shadow-lg ring-1 ring-white/10">
          Your call continues. Hang up to leave it.
        </p>
      )}
    </div>
  );
}
