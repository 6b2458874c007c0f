import { useState } from 'react';
import type { Person } from '../../lib/person';
import { preference } from '../../lib/preferences';
import { clock } from '../../lib/time';
import { Avatar } from '../../lib/ui/Avatar';
import { MicOffIcon, VideoOffIcon } from '../../lib/ui/icons';
import { useNow } from '../../lib/useNow';
import type { CallSession } from './CallSession';
import { Controls } from './Controls';
import { DevicePicker } from './DevicePicker';
import type { CallModel, CallPhase } from './model';
import { SelfView } from './SelfView';
import { VideoView } from './VideoView';

type Active = CallPhase & { kind: 'active' };
type Joining = CallPhase & { kind: 'joining' };

interface ActiveCallProps {
  phase: Active | Joining;
  model: CallModel;
  session: CallSession;
}

const speaker = preference('speaker');

/** The call itself: the far side large, oneself small, and the controls. */
export function ActiveCall({ phase, model, session }: ActiveCallProps) {
  const [choosing, setChoosing] = useState(false);
  const [sinkId, setSinkId] = useState(speaker.get);
  const { local, remoteStream } = model;
  const remoteVideo = phase.kind === 'active' && phase.remote.video && remoteStream !== null;
  return (
    <div
      data-testid="active-call"
      data-state={phase.kind === 'active' ? phase.link : 'connecting'}
      role="dialog"
      aria-modal="true"
      aria-label={`Call with ${phase.peer.name}`}
      className="fixed inset-0 z-20 overflow-hidden bg-zinc-950 text-white"
    >
      <VideoView
        stream={remoteStream}
        testId="remote-video"
        label={phase.peer.name}
        sinkId={sinkId}
        className={`absolute inset-0 size-full ${remoteVideo ? '' : 'opacity-0'}`}
      />
      {!remoteVideo && <NoPicture peer={phase.peer} />}
      <div className="absolute inset-x-0 top-0 flex flex-col items-center gap-2 bg-linear-to-b from-zinc-950/80 to-transparent px-4 pt-4 pb-12 text-shadow-sm text-shadow-zinc-950/70">
        <h2 className="max-w-full truncate text-lg font-semibold">{phase.peer.name}</h2>
        <p className="text-sm tabular-nums">
          {phase.kind === 'active' ? <Progress phase={phase} /> : 'Connecting…'}
        </p>
        {phase.kind === 'active' && <FarSide phase={phase} />}
        <p role="status" className="text-center text-sm text-amber-200 empty:hidden">
          {trouble(phase, model)}
        </p>
      </div>
      <SelfView
        local={local}
        className="absolute! right-4 bottom-28 aspect-3/4 w-24 rounded-2xl shadow-lg ring-1 ring-white/20 sm:right-6 sm:bottom-6 sm:aspect-4/3 sm:w-52"
      />
      <div className="absolute inset-x-0 bottom-0 flex flex-col items-center gap-3 p-4 pb-6">
        {choosing && (
          <DevicePicker
            stream={local.stream}
            sinkId={sinkId}
            onMicrophone={(id) => void session.choose('audio', id)}
            onCamera={(id) => void session.choose('video', id)}
            onSpeaker={(id) => {
              speaker.set(id);
              setSinkId(id);
            }}
            onClose={() => {
              setChoosing(false);
            }}
          />
        )}
        <Controls
          local={local}
          choosing={choosing}
          onMute={(muted) => {
            session.setMuted(muted);
          }}
          onCamera={(on) => void session.setCamera(on)}
          onDevices={() => {
            setChoosing(!choosing);
          }}
          onHangUp={() => {
            session.hangUp();
          }}
        />
      </div>
    </div>
  );
}

function Progress({ phase }: { phase: Active }) {
  const now = useNow(1000);
  return phase.link === 'connecting' ? 'Connecting…' : clock((now - phase.since) / 1000);
}

/** What the far side does not send. */
function FarSide({ phase: { peer, remote } }: { phase: Active }) {
  return (
    <div className="flex gap-2 text-sm">
      {!remote.audio && (
        <span
          data-testid="remote-muted"
          className="flex items-center gap-1.5 rounded-full bg-zinc-700/80 px-3 py-1"
        >
          <MicOffIcon size={14} />
          <span className="max-w-40 truncate">{peer.name}</span> is muted
        </span>
      )}
      {!remote.video && (
        <span
          data-testid="remote-camera-off"
          className="flex items-center gap-1.5 rounded-full bg-zinc-700/80 px-3 py-1"
        >
          <VideoOffIcon size={14} />
          Camera off
        </span>
      )}
    </div>
  );
}

function NoPicture({ peer }: { peer: Person }) {
  return (
    <div className="absolute inset-0 grid place-items-center bg-linear-to-b from-zinc-800 to-zinc-950">
      <Avatar person={peer} size="large" />
    </div>
  );
}

/** What is wrong with the call, in words; empty when all is well. */
function trouble(phase: Active | Joining, { line, local }: CallModel): string {
  if (phase.kind === 'active') {
    if (phase.link === 'reconnecting') return 'The connection is interrupted. Reconnecting…';
    if (phase.link === 'failed')
      return 'No connection between the two of you. Still trying; you can hang up and call again.';
    if (phase.peerAway) return `${phase.peer.name} lost the connection and may come back.`;
  }
  if (line.kind !== 'registered') return 'Visavis cannot be reached. The call goes on meanwhile.';
  return local.problem ?? '';
}
