import { useEffect } from 'react';

const GUARD = 'visavis.call';

/**
 * While it is on, Back leads to nowhere: the history gets one more entry for the same address, and Back from there
 * brings it again. Off, that entry goes. `onBack` hears of each Back that was held; it has to stay the same.
 */
export function useBackGuard(on: boolean, onBack: () => void): void {
  useEffect(() => {
    if (!on) return;
    const hold = () => {
      history.pushState(GUARD, '');
    };
    const held = () => {
      if (history.state === GUARD) return;
      hold();
      onBack();
    };
    if (history.state !== GUARD) hold(); // a page that was loaded anew in mid-call has it already
    window.addEventListener('popstate', held);
    return () => {
      window.removeEventListener('popstate', held);
      if (history.state === GUARD) history.back();
    };
  }, [on, onBack]);
}
