import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Person } from '../../../../lib/person';
import { preference } from '../../../../lib/preferences';
import { remoteMedia, speakers, topology } from '../../model/media';
import type { CallModel } from '../../model/model';
import type { Peers } from '../../model/peers';
import { isInCall } from '../../model/peers';
import type { CallSession } from '../../session/CallSession';
import type { ShownPhase } from '../parts/CallStatus';
import { CallStatus } from '../parts/CallStatus';
import type { OpenPanel } from '../parts/Controls';
import { Controls } from '../parts/Controls';
import type { InviteForm } from '../parts/inviteForm';
import { CallPanels, useSpeaker } from '../parts/CallPanels';
import { SelfView } from '../parts/SelfView';
import { Toast } from '../parts/Toast';
import { shareControl } from '../share/shareControl';
import { SharingBar } from '../share/SharingBar';
import type { TileKey } from '../stage/arrangement';
import { RemoteAudio } from '../stage/RemoteAudio';
import { Stage } from '../stage/Stage';
import type { StageTile } from '../stage/tiles';
import { stageTiles } from '../stage/tiles';
import { GroupHeader } from './GroupHeader';
import { PeoplePanel } from './PeoplePanel';

interface GroupCallProps {
  phase: ShownPhase;
  model: CallModel;
  session: CallSession;
  /** This user. */
  user: Person;
  inviteForm: InviteForm;
}

const view = preference('groupView');

/** A group call: its tiles, the controls, and the people panel. No button lies over the tiles. */
export function GroupCall({ phase, model, session, user, inviteForm }: GroupCallProps) {
  const [open, setOpen] = useState<OpenPanel>(null);
  const [sinkId, chooseSpeaker] = useSpeaker();
  const [followsSpeaker, setFollowsSpeaker] = useState(() => view.get() === 'speaker');
  const [pinned, setPinned] = useState<TileKey | null>(null);
  const { local, me, remote, speakers: loudest } = model;
  const active = phase.kind === 'active' ? phase : null;
  const mediaConnected = [...model.links.values()].some(({ state }) => state === 'connected');
  const isConnected = model.serverConnection.kind === 'registered';
  const movable = active !== null && active.handOff === null && me !== null && isConnected;
  // Has a button, which would cover tiles.
  const interrupted = active?.problem?.kind === 'interrupted';
  const tiles = useMemo(
    () => stageTiles({ remote, speakers: loudest }, phase.peers),
    [remote, loudest, phase.peers],
  );
  const own: StageTile = {
    key: 'own',
    person: user,
    kind: 'camera',
    stream: null,
    muted: local.audio !== 'on',
    cameraOff: local.video !== 'on',
    handRaised: active?.handRaised ?? false,
    speaking: false,
    reconnecting: false,
    paused: false,
  };
  const dialog = useRef<HTMLDivElement>(null);
  useEffect(() => {
    dialog.current?.focus();
  }, []);
  const close = useCallback(() => {
    setOpen(null);
  }, []);
  const leave = () => {
    session.control.leave();
  };
  return (
    <div
      data-testid="active-call"
      data-state={active && mediaConnected ? 'connected' : 'connecting'}
      data-topology={topology(model)}
      ref={dialog}
      tabIndex={-1}
      role="dialog"
      aria-label="Group call"
      className="dark fixed inset-0 z-20 flex flex-col gap-2 overflow-hidden bg-zinc-950 px-2 pt-2 pb-3 text-white outline-none sm:gap-3 sm:px-3 sm:pt-3"
    >
      <div className="relative">
        <GroupHeader
          phase={phase}
          followsSpeaker={followsSpeaker}
          peopleOpen={open === 'people'}
          onFollowSpeaker={(follow) => {
            view.set(follow ? 'speaker' : 'grid');
            setFollowsSpeaker(follow);
            setPinned(null);
          }}
          onPeople={() => {
            setOpen(open === 'people' ? null : 'people');
          }}
        />
        <div
          className={`flex flex-col items-center gap-2 text-sm empty:hidden ${interrupted ? 'pt-2' : 'pointer-events-none absolute inset-x-0 top-full z-10 pt-4'}`}
        >
          <div role="status" className="flex flex-col items-center gap-2 empty:hidden">
            <CallStatus phase={phase} model={model} onLeave={leave} />
          </div>
          <Toast notice={model.notice} onRead={session.dismissNotice} />
        </div>
      </div>
      <SharingBar
        screen={model.ownScreen}
        onStop={() => {
          session.localMedia.screen.stop();
        }}
      />
      <div className="relative flex min-h-0 flex-1 gap-3">
        <Stage
          tiles={tiles}
          own={own}
          ownVideo={local.video === 'on' && <SelfView local={local} className="absolute! inset-0" />}
          speakers={speakers(model)}
          followsSpeaker={followsSpeaker}
          pinned={pinned}
          onPin={setPinned}
          onView={session.view.show}
          onShown={session.streamShown}
          hiddenOnPhones={open === 'people'}
        />
        {open === 'people' && (
          <PeoplePanel
            peers={phase.peers}
            user={user}
            own={own}
            pinned={pinned}
            onPin={setPinned}
            canEndForAll={active?.isInitiator ?? false}
            canInvite={active !== null && isConnected}
            inviteForm={inviteForm}
            onInvite={(userIds) => {
              session.control.invite(userIds);
            }}
            onLeave={leave}
            onEndForAll={() => {
              session.control.endForAll();
            }}
            onClose={close}
          />
        )}
      </div>
      <div className="relative flex justify-center">
        <div className="absolute bottom-full z-10 mb-2 flex w-full justify-center">
          <CallPanels
            open={open}
            model={model}
            session={session}
            movable={movable}
            sinkId={sinkId}
            onSpeaker={chooseSpeaker}
            onClose={close}
          />
        </div>
        <Controls
          local={local}
          open={open}
          hand={
            active && isConnected
              ? {
                  raised: active.handRaised,
                  onRaise: (raised) => {
                    session.control.raiseHand(raised);
                  },
                }
              : null
          }
          share={shareControl(model, session)}
          canHandOff={movable}
          onMute={(muted) => void session.localMedia.setMuted(muted)}
          onCamera={(on) => void session.localMedia.setCamera(on)}
          onOpen={setOpen}
          onHangUp={leave}
        />
      </div>
      <Sound model={model} peers={phase.peers} sinkId={sinkId} />
    </div>
  );
}

interface SoundProps {
  model: CallModel;
  peers: Peers;
  sinkId: string | null;
}

/** What the others say, on every page. */
function Sound({ model, peers, sinkId }: SoundProps) {
  const [blocked, setBlocked] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const voices = [...peers.values()].filter(isInCall).flatMap(({ person: { id } }) => {
    const stream = remoteMedia(model, id).audio;
    return stream ? [{ id, stream }] : [];
  });
  return (
    <>
      {voices.map(({ id, stream }) => (
        <RemoteAudio
          key={`${stream.id} ${attempt}`}
          userId={id}
          stream={stream}
          sinkId={sinkId}
          onBlocked={() => {
            setBlocked(true);
          }}
        />
      ))}
      {blocked && (
        <button
          type="button"
          className="absolute top-1/2 left-1/2 z-10 -translate-1/2 cursor-pointer rounded-full bg-white px-5 py-3 font-medium text-zinc-900 shadow-lg"
          onClick={() => {
            setBlocked(false);
            setAttempt(attempt + 1);
          }}
        >
          Play audio
        </button>
      )}
    </>
  );
}
