import type { User } from '../../lib/person';

/** What one tab tells the others of this browser: all of them share the session's cookie. */
export type SessionNews = { kind: 'in'; user: User } | { kind: 'out'; userId: string };

const NAME = 'visavis.session';
let channel: BroadcastChannel | null = null;

function opened(): BroadcastChannel {
  channel ??= new BroadcastChannel(NAME);
  return channel;
}

export function tellTabs(news: SessionNews): void {
  opened().postMessage(news);
}

/** Hears what other tabs tell until the function that it returns is called. */
export function hearTabs(listener: (news: SessionNews) => void): () => void {
  const hear = ({ data }: MessageEvent<SessionNews>) => {
    listener(data);
  };
  opened().addEventListener('message', hear);
  return () => {
    opened().removeEventListener('message', hear);
  };
}
