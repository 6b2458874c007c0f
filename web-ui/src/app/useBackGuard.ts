import { useEffect } from 'react';

const GUARD = 'visavis.call';

/**
 * While it is on, Back leads to nowhere: the history gets one more entry for the same address, and Back from there
 * brings it again. Off, that entry goes. `onBack` hears of each Back that was held; it has to stay the same.
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
    if (history.state !== GUARD) pushGuard(); // a page that was loaded anew in mid-call has it already
    window.addEventListener('popstate', onPopState);
    return () => {
      window.removeEventListener('popstate', onPopState);
      if (history.state === GUARD) history.back();
    };
  }, [on, onBack]);
}
