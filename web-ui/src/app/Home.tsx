import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { Session } from '../features/account/account';
import { useSessionKeeper } from '../features/account/useSessionKeeper';
import { Announcements } from '../features/call/Announcements';
import { CallScreen } from '../features/call/CallScreen';
import { useCall } from '../features/call/useCall';
import { History } from '../features/history/History';
import { People } from '../features/people/People';
import { PersonMenu } from '../features/people/PersonMenu';
import { RelationWords } from '../features/people/RelationWords';
import { useRelations } from '../features/people/useRelations';
import type { CallMedia, Person, User } from '../lib/person';
import { countInTitle } from '../lib/title';
import { Header } from './Header';
import { HeldBack } from './HeldBack';
import { openLine } from './line';
import { goTo, usePage } from './usePage';
import { You } from './You';

interface HomeProps {
  session: Session;
  onSession: (session: Session) => void;
  onSignOut: () => void;
  /** The server does not know this session any more, or the browser's cookie is of another user. */
  onUnauthorized: () => void;
  /** The user has removed this device from the account, from another one. */
  onRevoked: () => void;
}

export function Home({ session, onSession, onSignOut, onUnauthorized, onRevoked }: HomeProps) {
  const { user } = session;
  const [{ calls, book, missed }] = useState(() => openLine(user.id));
  const model = useCall(calls);
  const page = usePage();
  const { phase, line } = model;

  const unseen = useSyncExternalStore(missed.subscribe, missed.snapshot);
  useEffect(() => {
    countInTitle(unseen);
    return () => {
      countInTitle(0);
    };
  }, [unseen]);

  const refused = line.kind === 'refused' ? line.why : null;
  useEffect(() => {
    if (refused === 'unauthorized') onUnauthorized();
    if (refused === 'revoked') onRevoked();
  }, [refused, onUnauthorized, onRevoked]);

  const onRenewed = useCallback(
    (renewed: Session) => {
      onSession(renewed);
      calls.renewLine();
    },
    [onSession, calls],
  );
  const [first] = useState(session);
  useSessionKeeper(first, onRenewed, onUnauthorized);

  const onCall = useCallback(
    (person: Person, media: CallMedia) => {
      calls.dial(person, media);
    },
    [calls],
  );

  const onUser = (changed: User) => {
    onSession({ ...session, user: changed });
    calls.renewLine(); // those whom one calls see what the token of the line says
  };

  const relations = useRelations(onUnauthorized);
  const menu = (person: Person) => <PersonMenu person={person} relations={relations} />;

  const inCall = phase.kind !== 'idle';
  return (
    <>
      <div inert={inCall} className="mx-auto flex min-h-dvh w-full max-w-2xl flex-col gap-4 px-4 pb-28">
        <Header user={user} page={page} unseen={unseen} onPage={goTo} onSignOut={onSignOut} />
        <main>
          {page === 'people' && (
            <People relations={relations} book={book} onCall={onCall} onUnauthorized={onUnauthorized} />
          )}
          {page === 'history' && (
            <History
              epoch={Number(inCall)}
              missed={missed}
              unseen={unseen}
              onCall={onCall}
              onUnauthorized={onUnauthorized}
              menu={menu}
            />
          )}
          {page === 'you' && (
            <You
              user={user}
              thisDevice={calls.deviceId}
              relations={relations}
              onUser={onUser}
              onUnauthorized={onUnauthorized}
            />
          )}
        </main>
        <div className="pointer-events-none fixed inset-x-4 bottom-4 z-10 mx-auto flex max-w-xl flex-col gap-2 *:pointer-events-auto">
          <RelationWords word={relations.word} dismiss={relations.dismiss} />
          <Announcements model={model} session={calls} />
        </div>
      </div>
      <HeldBack on={inCall && phase.kind !== 'incoming'} />
      <CallScreen model={model} session={calls} onBlock={relations.block} />
    </>
  );
}
