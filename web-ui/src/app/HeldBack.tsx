import { useCallback, useEffect, useState } from 'react';
import { useBackGuard } from './useBackGuard';

const READ_WITHIN_MS = 4000;

/** While `on`, Back does not leave the call, and the user is told what does. */
export function HeldBack({ on }: { on: boolean }) {
  const [held, setHeld] = useState(0);
  useBackGuard(
    on,
    useCallback(() => {
      setHeld((times) => times + 1);
    }, []),
  );
  useEffect(() => {
    if (held === 0) return;
    const timer = setTimeout(() => {
      setHeld(0);
    }, READ_WITHIN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [held]);
  return (
    <div role="status" className="pointer-events-none fixed inset-x-4 top-24 z-40 flex justify-center">
      {on && held > 0 && (
        <p className="rise rounded-2xl bg-zinc-800 px-4 py-2 text-center text-sm text-white shadow-lg ring-1 ring-white/10">
          The call goes on. Hang up to leave it.
        </p>
      )}
    </div>
  );
}
