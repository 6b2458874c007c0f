import { useEffect } from 'react';

/** Returns the focus to where it was before a call covered the page. */
export function useFocusAfter(covered: boolean): void {
  useEffect(() => {
    if (!covered) return;
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) {
        setTimeout(() => {
          before.focus(); // after the page behind the call is no longer inert
        });
      }
    };
  }, [covered]);
}

/** Closing the page would end the call, so the browser asks for confirmation. */
export function useConfirmClosing(inCall: boolean): void {
  useEffect(() => {
    if (!inCall) return;
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('beforeunload', ask);
    };
  }, [inCall]);
}
