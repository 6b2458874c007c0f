import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { CallModel } from '../model/model';
import type { CallSession } from '../session/CallSession';

/** Returns the session's model: the current call with its peers and media. Tells the peers when the page is closed. */
export function useWebRTC(session: CallSession): CallModel {
  useEffect(() => {
    const onPageHide = () => {
      session.pageHidden();
    };
    window.addEventListener('pagehide', onPageHide);
    return () => {
      window.removeEventListener('pagehide', onPageHide);
    };
  }, [session]);
  return useStore(session.store);
}
