import { useEffect } from 'react';

/** In the state of the history entry that the guard has added. */
const GUARD = 'visavisCall';

/**
 * While `on`, the Back button does not leave the page: the browser history gets one more entry for the same address, and
 * going back from it adds it again. When `on` becomes false, the entry is removed. `onBack` is called each time the user
 * goes back; it must be the same function on each render.
 */
export function useBackGuard(on: boolean, onBack: () => void): void {
  useEffect(() => {
    if (!on) return;
    const onPopState = () => {
      if (isGuard()) return;
      pushGuard();
      onBack();
    };
    if (!isGuard()) pushGuard(); // a page that was reloaded during a call already has the entry
    window.addEventListener('popstate', onPopState);
    return () => {
      window.removeEventListener('popstate', onPopState);
      if (isGuard()) history.back();
    };
  }, [on, onBack]);
}

/** The entry is the same place for the router, which keeps the scroll position by what is in the state. */
function pushGuard(): void {
  history.pushState({ ...(history.state as object | null), [GUARD]: true }, '');
}

function isGuard(): boolean {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && GUARD in state;
}
