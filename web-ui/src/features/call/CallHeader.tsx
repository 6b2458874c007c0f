import type { ReactNode } from 'react';
import { clock } from '../../lib/time';
import { MicOffIcon, DeviceIcon, VideoOffIcon } from '../../lib/ui/icons';
import { useNow } from '../../lib/useNow';
import type { CallModel, CallPhase } from './model';
import { Toast } from './Toast';

type Active = CallPhase & { kind: 'active' };
type Shown = CallPhase & { kind: 'active' | 'joining' };

interface CallHeaderProps {
  phase: Shown;
  model: CallModel;
  onRead: () => void;
}

/** With whom, for how long, and whatever is not as it should be. */
export function CallHeader({ phase, model, onRead }: CallHeaderProps) {
  const active = phase.kind === 'active' ? phase : null;
  return (
    <div className="pointer-events-none absolute inset-x-0 top-0 flex flex-col items-center gap-1 bg-linear-to-b from-zinc-950/80 to-transparent px-4 pt-4 pb-12 text-shadow-sm text-shadow-zinc-950/70">
      <h2 className="max-w-full truncate text-lg font-semibold">{phase.peer.name}</h2>
      <p className="text-sm tabular-nums">{active ? <Progress phase={active} /> : 'Connecting…'}</p>
      <div className="flex flex-wrap justify-center gap-2 pt-1 text-sm">
        {active && <FarSide phase={active} />}
      </div>
      <div role="status" className="flex flex-col items-center gap-2 pt-1 text-sm empty:hidden">
        <Trouble text={trouble(phase, model)} />
        {active?.handOff && (
          <Pill testId="hand-off">
            <DeviceIcon size={14} />
            {`Waiting for ${active.handOff.name}…`}
          </Pill>
        )}
      </div>
      <Toast notice={model.notice} onRead={onRead} />
    </div>
  );
}

function Progress({ phase }: { phase: Active }) {
  const now = useNow(1000);
  return phase.link === 'connecting' ? 'Connecting…' : clock((now - phase.since) / 1000);
}

function Pill({ testId, children }: { testId: string; children: ReactNode }) {
  return (
    <span
      data-testid={testId}
      className="flex max-w-full items-center gap-1.5 rounded-full bg-zinc-800/80 px-3 py-1 text-shadow-none backdrop-blur"
    >
      {children}
    </span>
  );
}

/** What the far side does not send. */
function FarSide({ phase: { peer, remote } }: { phase: Active }) {
  return (
    <>
      {!remote.audio && (
        <Pill testId="remote-muted">
          <MicOffIcon size={14} />
          <span>
            <span className="inline-block max-w-40 truncate align-bottom">{peer.name}</span> is muted
          </span>
        </Pill>
      )}
      {!remote.video && (
        <Pill testId="remote-camera-off">
          <VideoOffIcon size={14} />
          Camera off
        </Pill>
      )}
    </>
  );
}

/** Waits a moment before it shows: most breaks mend themselves unseen. */
function Trouble({ text }: { text: string }) {
  if (text === '') return null;
  return (
    <span
      data-testid="call-trouble"
      className="appear-late flex max-w-md items-center gap-2 rounded-2xl bg-zinc-800/80 px-3 py-1 text-center text-amber-100 text-shadow-none backdrop-blur"
    >
      <span
        aria-hidden="true"
        className="size-2 shrink-0 rounded-full motion-safe:animate-pulse bg-amber-400"
      />
      {text}
    </span>
  );
}

/** What is wrong with the call, in words; empty when all is well. */
function trouble(phase: Shown, { line, local }: CallModel): string {
  if (phase.kind === 'active') {
    if (phase.link === 'failed')
      return 'No connection between the two of you. Still trying; you can hang up and call again.';
    if (phase.link === 'reconnecting') return 'Reconnecting…';
    if (phase.peerAway) return `${phase.peer.name} is reconnecting…`;
  }
  if (line.kind !== 'registered') return 'Reconnecting…';
  return local.problem ?? '';
}
