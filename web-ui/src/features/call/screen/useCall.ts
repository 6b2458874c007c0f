import { useEffect, useSyncExternalStore } from 'react';
import type { CallSession } from '../session/CallSession';
import type { CallModel } from '../model/model';

/** Keeps the session connected while the component is mounted, and returns its model. */
export function useCall(session: CallSession): CallModel {
  useEffect(() => {
    const back = () => {
      session.signaling.networkOnline();
    };
    const gone = () => {
      session.signaling.networkOffline();
    };
    const looked = () => {
      if (!document.hidden) session.signaling.networkOnline();
    };
    const hides = () => {
      session.pageHidden();
    };
    session.signaling.start();
    window.addEventListener('pagehide', hides);
    window.addEventListener('online', back);
    window.addEventListener('offline', gone);
    document.addEventListener('visibilitychange', looked);
    return () => {
      window.removeEventListener('online', back);
      window.removeEventListener('offline', gone);
      document.removeEventListener('visibilitychange', looked);
      window.removeEventListener('pagehide', hides);
      session.close();
    };
  }, [session]);
  return useSyncExternalStore(session.subscribe, session.snapshot);
}
