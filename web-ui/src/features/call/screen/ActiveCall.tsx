import { useCallback, useEffect, useRef, useState } from 'react';
import type { Person } from '../../../lib/person';
import { Avatar } from '../../../lib/ui/Avatar';
import { AddPersonIcon } from '../../../lib/ui/icons';
import { RoundButton } from '../../../lib/ui/RoundButton';
import { CallHeader } from './CallHeader';
import type { CallSession } from '../session/CallSession';
import type { OpenPanel } from './parts/Controls';
import { Controls } from './parts/Controls';
import { CallPanels, useSpeaker } from './parts/CallPanels';
import type { CallModel, CallPhase } from '../model/model';
import { firstLink, isPictureFrozen } from '../model/model';
import { firstPeer } from '../model/peers';
import type { InviteForm } from './parts/inviteForm';
import { InvitePanel } from './parts/InvitePanel';
import { RemoteVideo } from './RemoteVideo';
import { SelfView } from './parts/SelfView';
import { shareControl } from './share/shareControl';
import { SharedScreen } from './share/SharedScreen';

interface ActiveCallProps {
  phase: CallPhase & { kind: 'active' | 'joining' };
  model: CallModel;
  session: CallSession;
  inviteForm: InviteForm;
}

/** The peer's place while the peer shares a screen. */
const BESIDE_SCREEN =
  'absolute top-24 right-2 aspect-3/4 w-24 overflow-hidden rounded-2xl bg-zinc-800 shadow-lg ring-1 ring-white/20 min-[52rem]:right-4 min-[52rem]:aspect-4/3 min-[52rem]:w-52';

/** A call of two: the peer's video, the user's own video, and the controls. */
export function ActiveCall({ phase, model, session, inviteForm }: ActiveCallProps) {
  const [open, setOpen] = useState<OpenPanel>(null);
  const [sinkId, chooseSpeaker] = useSpeaker();
  const { local, me } = model;
  const { person, media } = firstPeer(phase.peers);
  const link = firstLink(model);
  const peerShares = phase.kind === 'active' && media.screen;
  const remoteVideo = phase.kind === 'active' && media.video && link.stream !== null;
  const isConnected = model.serverConnection.kind === 'registered';
  const movable = phase.kind === 'active' && phase.handOff === null && me !== null && isConnected;
  const screen = useRef<HTMLDivElement>(null);
  useEffect(() => {
    screen.current?.focus();
  }, []);
  const close = useCallback(() => {
    setOpen(null);
  }, []);
  const hangUp = () => {
    session.control.hangUp();
  };
  return (
    <div
      data-testid="active-call"
      data-state={phase.kind === 'active' ? link.state : 'connecting'}
      ref={screen}
      tabIndex={-1}
      role="dialog"
      aria-label={`Call with ${person.name}`}
      className="fixed inset-0 z-20 overflow-hidden bg-zinc-950 text-white outline-none"
    >
      {peerShares && (
        <SharedScreen stream={link.screen} person={person} besideOwn={model.ownScreen.state === 'on'} />
      )}
      <div className={peerShares ? BESIDE_SCREEN : 'absolute inset-0'}>
        <RemoteVideo
          stream={link.stream}
          incoming={link.incomingStream}
          name={person.name}
          sinkId={sinkId}
          visible={remoteVideo}
          onShown={session.streamShown}
        />
        {!remoteVideo && <NoVideo person={person} small={peerShares} />}
      </div>
      {isPictureFrozen(phase) && (
        <div data-testid="frozen" className="absolute inset-0 bg-zinc-950/60 backdrop-grayscale" />
      )}
      <CallHeader
        phase={phase}
        model={model}
        onRead={session.dismissNotice}
        onLeave={hangUp}
        onStopSharing={() => {
          session.localMedia.screen.stop();
        }}
      />
      {phase.kind === 'active' && (
        <div className="absolute top-3 right-3">
          <RoundButton
            label="Add people"
            look="quiet"
            disabled={!isConnected}
            expanded={open === 'people'}
            onClick={() => {
              setOpen(open === 'people' ? null : 'people');
            }}
          >
            <AddPersonIcon size={22} />
          </RoundButton>
        </div>
      )}
      <div className="absolute inset-x-0 bottom-0 flex flex-col items-center gap-3 px-2 pt-4 pb-6 sm:px-4">
        {/* Above the controls, however many rows they take; beside them where there is room. */}
        <SelfView
          local={local}
          className={`${open === 'people' ? 'max-sm:hidden' : ''} mr-2 aspect-3/4 w-24 self-end rounded-2xl shadow-lg ring-1 ring-white/20 sm:aspect-4/3 sm:w-52 min-[52rem]:absolute! min-[52rem]:right-4 min-[52rem]:bottom-6`}
        />
        <CallPanels
          open={open}
          model={model}
          session={session}
          movable={movable}
          sinkId={sinkId}
          onSpeaker={chooseSpeaker}
          onClose={close}
        />
        {open === 'people' && phase.kind === 'active' && (
          <InvitePanel
            peers={phase.peers}
            inviteForm={inviteForm}
            onInvite={(userIds) => {
              session.control.invite(userIds);
            }}
            onClose={close}
          />
        )}
        <Controls
          local={local}
          open={open}
          hand={null}
          share={shareControl(model, session)}
          canHandOff={movable}
          onMute={(muted) => void session.localMedia.setMuted(muted)}
          onCamera={(on) => void session.localMedia.setCamera(on)}
          onOpen={setOpen}
          onHangUp={hangUp}
        />
      </div>
    </div>
  );
}

function NoVideo({ person, small }: { person: Person; small: boolean }) {
  return (
    <div className="absolute inset-0 grid place-items-center bg-linear-to-b from-zinc-800 to-zinc-950">
      <Avatar person={person} size={small ? 'medium' : 'large'} />
    </div>
  );
}
