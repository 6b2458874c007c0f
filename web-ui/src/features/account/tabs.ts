import type { User } from '../../lib/person';

/** Sent to the other tabs of this browser, which share the session's cookie. */
export type SessionMessage = { kind: 'signedIn'; user: User } | { kind: 'signedOut'; userId: string };

const NAME = 'visavis.session';
let channel: BroadcastChannel | null = null;

function opened(): BroadcastChannel {
  channel ??= new BroadcastChannel(NAME);
  return channel;
}

export function notifyTabs(message: SessionMessage): void {
  opened().postMessage(message);
}

/** Listens to the other tabs until the returned function is called. */
export function onTabMessage(listener: (message: SessionMessage) => void): () => void {
  const onMessage = ({ data }: MessageEvent<SessionMessage>) => {
    listener(data);
  };
  opened().addEventListener('message', onMessage);
  return () => {
    opened().removeEventListener('message', onMessage);
  };
}
