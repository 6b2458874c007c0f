import type { User } from '../../lib/person';

/** What one tab tells the others of this browser: all of them share the session's cookie. */
export type SessionMessage = { kind: 'signedIn'; user: User } | { kind: 'signedOut'; userId: string };

const NAME = 'visavis.session';
let channel: BroadcastChannel | null = null;

function opened(): BroadcastChannel {
  channel ??= new BroadcastChannel(NAME);
  return channel;
}

export function notifyTabs(news: SessionMessage): void {
  opened().postMessage(news);
}

/** Hears what other tabs tell until the function that it returns is called. */
export function onTabMessage(listener: (news: SessionMessage) => void): () => void {
  const hear = ({ data }: MessageEvent<SessionMessage>) => {
    listener(data);
  };
  opened().addEventListener('message', hear);
  return () => {
    opened().removeEventListener('message', hear);
  };
}
