import { useEffect, useSyncExternalStore } from 'react';
import type { CallSession } from './CallSession';
import type { CallModel } from './model';

/** Keeps the session on the line while the component is there, and follows it. */
export function useCall(session: CallSession): CallModel {
  useEffect(() => {
    const back = () => {
      session.networkIsBack();
    };
    const gone = () => {
      session.networkIsGone();
    };
    const looked = () => {
      if (!document.hidden) session.networkIsBack();
    };
    const hides = () => {
      session.pageHides();
    };
    session.start();
    window.addEventListener('pagehide', hides);
    window.addEventListener('online', back);
    window.addEventListener('offline', gone);
    document.addEventListener('visibilitychange', looked);
    return () => {
      window.removeEventListener('online', back);
      window.removeEventListener('offline', gone);
      document.removeEventListener('visibilitychange', looked);
      window.removeEventListener('pagehide', hides);
      session.leave();
    };
  }, [session]);
  return useSyncExternalStore(session.subscribe, session.snapshot);
}
