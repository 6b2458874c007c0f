import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Session } from '../features/account/account';
import { useSessionRenewer } from '../features/account/useSessionRenewer';
import { Announcements } from '../features/call/screen/Announcements';
import { useSignaling } from '../features/call/screen/useSignaling';
import { useWebRTC } from '../features/call/screen/useWebRTC';
import { InviteForm } from '../features/people/InviteForm';
import { RelationSnackbar } from '../features/people/RelationSnackbar';
import { useRelations } from '../features/people/useRelations';
import type { CallMedia, Person, User } from '../lib/person';
import { setTitleCount } from '../lib/title';
import { Header } from './Header';
import { BackBlockedHint } from './BackBlockedHint';
import { createClient } from './client';
import { preloadPages } from './pages/lazyPages';
import { PageContext } from './pages/PageContext';
import { useMinimizedCall } from './useMinimizedCall';

export interface HomeProps {
  session: Session;
  onSession: (session: Session) => void;
  onSignOut: () => void;
  /** The session is over, or the browser's cookie belongs to another user. */
  onUnauthorized: () => void;
  /** The user has removed this device from the account, on another device. */
  onRevoked: () => void;
}

const loadCallScreen = () => import('../features/call/screen/CallScreen');
const CallScreen = lazy(() => loadCallScreen().then((module) => ({ default: module.CallScreen })));

export function Home({ session, onSession, onSignOut, onUnauthorized, onRevoked }: HomeProps) {
  const { user } = session;
  const [{ calls, presence, missed }] = useState(() => createClient(user.id));
  const serverConnection = useSignaling(calls);
  const model = useWebRTC(calls);
  const { phase } = model;

  useEffect(() => {
    loadCallScreen().catch(() => undefined); // so that it is there when a call begins; then it is tried again
    preloadPages().catch(() => undefined);
  }, []);

  const unseen = useStore(missed.store);
  useEffect(() => {
    setTitleCount(unseen);
    return () => {
      setTitleCount(0);
    };
  }, [unseen]);

  const refused = serverConnection.kind === 'refused' ? serverConnection.why : null;
  useEffect(() => {
    if (refused === 'unauthorized') onUnauthorized();
    if (refused === 'revoked') onRevoked();
  }, [refused, onUnauthorized, onRevoked]);

  const onRenewed = useCallback(
    (renewed: Session) => {
      onSession(renewed);
      calls.signaling.renew();
    },
    [onSession, calls],
  );
  const [first] = useState(session);
  useSessionRenewer(first, onRenewed, onUnauthorized);

  const { minimized, onMinimize, unlessInCall } = useMinimizedCall(phase);
  const onCall = useCallback(
    (person: Person, media: CallMedia) => {
      unlessInCall(() => {
        calls.control.initiateCall(person, media);
      });
    },
    [calls, unlessInCall],
  );

  const onGroupCall = useCallback(
    (people: readonly Person[], media: CallMedia) => {
      unlessInCall(() => {
        calls.control.startGroup(people, media);
      });
    },
    [calls, unlessInCall],
  );
  const onJoin = useCallback(
    (callId: string, people: readonly Person[], media: CallMedia) => {
      unlessInCall(() => {
        calls.control.joinCall(callId, people, media);
      });
    },
    [calls, unlessInCall],
  );

  const onUser = (changed: User) => {
    onSession({ ...session, user: changed });
    calls.signaling.renew(); // callees see the profile in the connection's token
  };

  const relations = useRelations();

  const inCall = phase.kind !== 'idle';
  const thisDevice = calls.deviceId;
  const callables = { onCall, onGroupCall, onJoin };
  const pages = { user, thisDevice, relations, presence, missed, unseen, inCall, onUser, ...callables };
  return (
    <>
      <div
        inert={inCall && !minimized}
        className="mx-auto flex min-h-dvh w-full max-w-2xl flex-col gap-4 px-4 pb-28 lg:max-w-6xl"
      >
        <Header user={user} unseen={unseen} onSignOut={onSignOut} />
        <main>
          <Suspense>
            <PageContext value={pages}>
              <Outlet />
            </PageContext>
          </Suspense>
        </main>
        <div className="pointer-events-none fixed inset-x-4 bottom-4 z-10 mx-auto flex max-w-xl flex-col gap-2 *:pointer-events-auto">
          <RelationSnackbar notice={relations.notice} dismiss={relations.dismiss} />
          <Announcements model={model} session={calls} />
        </div>
      </div>
      <BackBlockedHint on={inCall && !minimized && phase.kind !== 'incoming'} />
      {(inCall || model.waiting.length > 0) && (
        <Suspense>
          <CallScreen
            model={model}
            session={calls}
            user={user}
            inviteForm={(form) => <InviteForm {...form} relations={relations} />}
            minimized={minimized}
            onMinimize={onMinimize}
            onBlock={relations.block}
          />
        </Suspense>
      )}
    </>
  );
}
