import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { ServerConnection } from '../../../lib/signaling/SignalingSocket';
import type { CallSession } from '../session/CallSession';

/** Keeps the session connected to the server while the component is mounted, and returns the connection's state. */
export function useSignaling(session: CallSession): ServerConnection {
  useEffect(() => {
    const { signaling } = session;
    const onOnline = () => {
      signaling.networkOnline();
    };
    const onOffline = () => {
      signaling.networkOffline();
    };
    const onVisibility = () => {
      if (!document.hidden) signaling.networkOnline();
    };
    signaling.start();
    window.addEventListener('online', onOnline);
    window.addEventListener('offline', onOffline);
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      window.removeEventListener('online', onOnline);
      window.removeEventListener('offline', onOffline);
      document.removeEventListener('visibilitychange', onVisibility);
      session.close();
    };
  }, [session]);
  return useStore(session.store, ({ serverConnection }) => serverConnection);
}
