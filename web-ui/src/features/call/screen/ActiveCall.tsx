import { useCallback, useEffect, useRef, useState } from 'react';
import type { Person } from '../../../lib/person';
import { preference } from '../../../lib/preferences';
import { Avatar } from '../../../lib/ui/Avatar';
import { CallHeader } from './CallHeader';
import type { CallSession } from '../session/CallSession';
import type { OpenPanel } from './Controls';
import { Controls } from './Controls';
import { MediaDevicePicker } from './MediaDevicePicker';
import type { CallModel, CallPhase } from '../model/model';
import { firstLink } from '../model/model';
import { firstPeer } from '../model/peers';
import { HandOffPanel } from './HandOffPanel';
import { RemoteVideo } from './RemoteVideo';
import { SelfView } from './SelfView';

interface ActiveCallProps {
  phase: CallPhase & { kind: 'active' | 'joining' };
  model: CallModel;
  session: CallSession;
}

const speaker = preference('speaker');

/** The call itself: the peer's video, the user's own video, and the controls. */
export function ActiveCall({ phase, model, session }: ActiveCallProps) {
  const [open, setOpen] = useState<OpenPanel>(null);
  const [sinkId, setSinkId] = useState(speaker.get);
  const { local, me } = model;
  const { person, media } = firstPeer(phase.peers);
  const link = firstLink(model);
  const remoteVideo = phase.kind === 'active' && media.video && link.stream !== null;
  const isConnected = model.serverConnection.kind === 'registered';
  const handRaised = phase.kind === 'active' && phase.peers.size > 1 && isConnected ? phase.handRaised : null;
  const movable = phase.kind === 'active' && phase.handOff === null && me !== null && isConnected;
  const frozen = phase.kind === 'active' && phase.problem?.kind === 'interrupted' && phase.problem.frozen;
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
      <RemoteVideo
        stream={link.stream}
        incoming={link.incomingStream}
        name={person.name}
        sinkId={sinkId}
        visible={remoteVideo}
        onShown={session.streamShown}
      />
      {!remoteVideo && <NoVideo person={person} />}
      {frozen && <div data-testid="frozen" className="absolute inset-0 bg-zinc-950/60 backdrop-grayscale" />}
      <CallHeader phase={phase} model={model} onRead={session.dismissNotice} onLeave={hangUp} />
      <div className="absolute inset-x-0 bottom-0 flex flex-col items-center gap-3 px-2 pt-4 pb-6 sm:px-4">
        {/* Above the controls, however many rows they take; beside them where there is room. */}
        <SelfView
          local={local}
          className="mr-2 aspect-3/4 w-24 self-end rounded-2xl shadow-lg ring-1 ring-white/20 sm:aspect-4/3 sm:w-52 min-[52rem]:absolute! min-[52rem]:right-4 min-[52rem]:bottom-6"
        />
        {open === 'devices' && (
          <MediaDevicePicker
            stream={local.stream}
            sinkId={sinkId}
            onMicrophone={(id) => void session.localMedia.choose('audio', id)}
            onCamera={(id) => void session.localMedia.choose('video', id)}
            onSpeaker={(id) => {
              speaker.set(id);
              setSinkId(id);
            }}
            onClose={close}
          />
        )}
        {open === 'handOff' && movable && (
          <HandOffPanel
            me={me}
            thisDevice={session.deviceId}
            onMove={(to) => {
              close();
              session.handOffCommands.pushToDevice(to);
            }}
            onClose={close}
          />
        )}
        <Controls
          local={local}
          open={open}
          handRaised={handRaised}
          canHandOff={movable}
          onMute={(muted) => void session.localMedia.setMuted(muted)}
          onCamera={(on) => void session.localMedia.setCamera(on)}
          onHand={(raised) => {
            session.control.raiseHand(raised);
          }}
          onOpen={setOpen}
          onHangUp={hangUp}
        />
      </div>
    </div>
  );
}

function NoVideo({ person }: { person: Person }) {
  return (
    <div className="absolute inset-0 grid place-items-center bg-linear-to-b from-zinc-800 to-zinc-950">
      <Avatar person={person} size="large" />
    </div>
  );
}
