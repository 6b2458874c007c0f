import { useCallback, useEffect, useState } from 'react';
import type { User } from '../features/account/account';
import { Announcements } from '../features/call/Announcements';
import { realBrowser } from '../features/call/browser';
import { CallScreen } from '../features/call/CallScreen';
import { CallSession } from '../features/call/CallSession';
import { useCall } from '../features/call/useCall';
import { History } from '../features/history/History';
import { People } from '../features/people/People';
import type { CallMedia, Person } from '../lib/person';
import type { Page } from './Header';
import { Header } from './Header';

interface HomeProps {
  user: User;
  onSignOut: () => void;
  /** The server does not know this session any more. */
  onSessionOver: (words: string) => void;
  /** The user has removed this device from the account, from another one. */
  onRevoked: () => void;
}

export function Home({ user, onSignOut, onSessionOver, onRevoked }: HomeProps) {
  const [session] = useState(() => new CallSession(realBrowser()));
  const model = useCall(session);
  const [page, setPage] = useState<Page>('people');
  const { phase, line } = model;

  const refused = line.kind === 'refused' ? line.why : null;
  useEffect(() => {
    if (refused === 'unauthorized') onSessionOver('You were signed out. Sign in again.');
    if (refused === 'revoked') onRevoked();
  }, [refused, onSessionOver, onRevoked]);

  const onUnauthorized = useCallback(() => {
    onSessionOver('You were signed out. Sign in again.');
  }, [onSessionOver]);

  const onCall = useCallback(
    (person: Person, media: CallMedia) => {
      session.dial(person, media);
    },
    [session],
  );

  const inCall = phase.kind !== 'idle';
  return (
    <>
      <div inert={inCall} className="mx-auto flex min-h-dvh w-full max-w-2xl flex-col gap-4 px-4 pb-28">
        <Header user={user} page={page} onPage={setPage} onSignOut={onSignOut} />
        <main>
          {page === 'people' ? (
            <People onCall={onCall} onUnauthorized={onUnauthorized} />
          ) : (
            <History epoch={Number(inCall)} onCall={onCall} onUnauthorized={onUnauthorized} />
          )}
        </main>
        <Announcements model={model} session={session} />
      </div>
      <CallScreen model={model} session={session} />
    </>
  );
}
