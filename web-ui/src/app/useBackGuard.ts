import { useEffect } from 'react';

const GUARD = 'visavis.call';

/**
 * While `on`, the Back button does not leave the page: the browser history gets one more entry for the same address, and
 * going back from it adds it again. When `on` becomes false, the entry is removed. `onBack` is called each time the user
 * goes back; it must be the same function on each render.
 */
export function useBackGuard(on: boolean, onBack: () => void): void {
  useEffect(() => {
    if (!on) return;
    const pushGuard = () => {
      history.pushState(GUARD, '');
    };
    const onPopState = () => {
      if (history.state === GUARD) return;
      pushGuard();
      onBack();
    };
    if (history.state !== GUARD) pushGuard(); // a page that was reloaded during a call already has the entry
    window.addEventListener('popstate', onPopState);
    return () => {
      window.removeEventListener('popstate', onPopState);
      if (history.state === GUARD) history.back();
    };
  }, [on, onBack]);
}
