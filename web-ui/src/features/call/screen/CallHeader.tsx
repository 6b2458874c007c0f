import type { ReactNode } from 'react';
import { formatDuration } from '../../../lib/time';
import { DeviceIcon, HandIcon, MicOffIcon, VideoOffIcon } from '../../../lib/ui/icons';
import { useNow } from '../../../lib/useNow';
import type { CallModel, CallPhase, LinkState } from '../model/model';
import { firstLink } from '../model/model';
import type { Peer, Peers } from '../model/peers';
import { firstPeer } from '../model/peers';
import { Toast } from './Toast';
import { problemText } from '../model/problemText';

type ShownPhase = CallPhase & { kind: 'active' | 'joining' };

interface CallHeaderProps {
  phase: ShownPhase;
  model: CallModel;
  onRead: () => void;
  onLeave: () => void;
}

/** The peer's name, the duration of the call, its problems, and who has raised a hand. */
export function CallHeader({ phase, model, onRead, onLeave }: CallHeaderProps) {
  const active = phase.kind === 'active' ? phase : null;
  return (
    <div className="pointer-events-none absolute inset-x-0 top-0 flex flex-col items-center gap-1 bg-linear-to-b from-zinc-950/80 to-transparent px-4 pt-4 pb-12 text-shadow-sm text-shadow-zinc-950/70">
      <h2 dir="auto" className="max-w-full truncate text-lg font-semibold">
        {firstPeer(phase.peers).person.name}
      </h2>
      <p className="text-sm tabular-nums">
        {active ? <Progress since={active.since} link={firstLink(model).state} /> : 'Connecting…'}
      </p>
      <div className="flex flex-wrap justify-center gap-2 pt-1 text-sm">
        {active && <PeerMedia peer={firstPeer(active.peers)} />}
      </div>
      <div role="status" className="flex flex-col items-center gap-2 pt-1 text-sm empty:hidden">
        <ProblemPill phase={phase} model={model} onLeave={onLeave} />
        {active && <RaisedHands peers={active.peers} />}
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

function Progress({ since, link }: { since: number; link: LinkState }) {
  const now = useNow(1000);
  return link === 'connecting' ? 'Connecting…' : formatDuration((now - since) / 1000);
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

/** Shows that the peer is muted, or has its camera off. */
function PeerMedia({ peer: { person, media } }: { peer: Peer }) {
  return (
    <>
      {!media.audio && (
        <Pill testId="remote-muted">
          <MicOffIcon size={14} />
          <span>
            <bdi className="inline-block max-w-40 truncate align-bottom">{person.name}</bdi> is muted
          </span>
        </Pill>
      )}
      {!media.video && (
        <Pill testId="remote-camera-off">
          <VideoOffIcon size={14} />
          Camera off
        </Pill>
      )}
    </>
  );
}

/** Names everybody who has raised a hand. */
function RaisedHands({ peers }: { peers: Peers }) {
  return [...peers.values()]
    .filter(({ handRaised }) => handRaised)
    .map(({ person }) => (
      <Pill key={person.id} testId="hand-raised">
        <HandIcon size={14} />
        <span>
          <bdi className="inline-block max-w-40 truncate align-bottom">{person.name}</bdi> raised a hand
        </span>
      </Pill>
    ));
}

interface ProblemPillProps {
  phase: ShownPhase;
  model: CallModel;
  onLeave: () => void;
}

/** A problem of the call. If the connection is interrupted, also the time that is left, and a button to leave. */
function ProblemPill({ phase, model, onLeave }: ProblemPillProps) {
  const text = problemText(phase, model);
  const interruption =
    phase.kind === 'active' && phase.problem?.kind === 'interrupted' ? phase.problem : null;
  if (text === '') return null;
  return (
    <div
      className={`${interruption ? '' : 'appear-late'} flex max-w-md flex-wrap items-center justify-center gap-x-3 gap-y-1 rounded-2xl bg-zinc-800/90 px-3 py-1 text-center text-amber-100 text-shadow-none backdrop-blur`}
    >
      <span className="flex items-center gap-2">
        <span
          aria-hidden="true"
          className="size-2 shrink-0 rounded-full bg-amber-400 motion-safe:animate-pulse"
        />
        <span data-testid="call-trouble">{text}</span>
      </span>
      {interruption?.endsAt != null && <Countdown until={interruption.endsAt} />}
      {interruption && (
        <button
          type="button"
          onClick={onLeave}
          className="pointer-events-auto min-h-9 cursor-pointer rounded-full bg-white/15 px-4 font-medium text-white hover:bg-white/25"
        >
          Leave the call
        </button>
      )}
    </div>
  );
}

/** Not announced by screen readers each second. */
function Countdown({ until }: { until: number }) {
  const now = useNow(500);
  return (
    <span role="timer" aria-live="off" data-testid="time-left" className="tabular-nums">
      {`${Math.max(0, Math.ceil((until - now) / 1000))} s left`}
    </span>
  );
}
