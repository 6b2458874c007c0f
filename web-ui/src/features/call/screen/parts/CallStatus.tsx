import type { ReactNode } from 'react';
import { DeviceIcon } from '../../../../lib/ui/icons';
import { useNow } from '../../../../lib/useNow';
import type { CallModel, CallPhase } from '../../model/model';
import { problemText } from '../../model/problemText';
import { weakestOf, weakText } from '../../model/weakText';
import { SignalBars } from './SignalBars';

export type ShownPhase = CallPhase & { kind: 'active' | 'joining' };

interface CallStatusProps {
  phase: ShownPhase;
  model: CallModel;
  onLeave: () => void;
}

/** What is wrong with the call, and whether it is being moved to another device. */
export function CallStatus({ phase, model, onLeave }: CallStatusProps) {
  const handOff = phase.kind === 'active' ? phase.handOff : null;
  return (
    <>
      <ProblemPill phase={phase} model={model} onLeave={onLeave} />
      {handOff && (
        <Pill testId="hand-off">
          <DeviceIcon size={14} />
          {`Waiting for ${handOff.name}…`}
        </Pill>
      )}
    </>
  );
}

export function Pill({ testId, children }: { testId: string; children: ReactNode }) {
  return (
    <span
      data-testid={testId}
      className="flex max-w-full items-center gap-1.5 rounded-full bg-zinc-800/80 px-3 py-1 text-shadow-none backdrop-blur"
    >
      {children}
    </span>
  );
}

/** A problem of the call. If the connection is interrupted, also the time that is left, and a button to leave. */
function ProblemPill({ phase, model, onLeave }: CallStatusProps) {
  const weak = weakText(phase, model);
  const text = problemText(phase, model) || weak;
  const problem = phase.kind === 'active' ? phase.problem : null;
  const interruption = problem?.kind === 'interrupted' ? problem : null;
  const isLate = !interruption && problem?.kind !== 'stalled';
  const weakest = weakestOf(phase, model);
  if (text === '') return null;
  return (
    <div
      className={`${isLate ? 'appear-late' : ''} flex max-w-md flex-wrap items-center justify-center gap-x-3 gap-y-1 rounded-2xl bg-zinc-800/90 px-3 py-1 text-center text-amber-100 text-shadow-none backdrop-blur`}
    >
      <span className="flex items-center gap-2">
        {weakest && text === weak ? (
          <SignalBars link={weakest} />
        ) : (
          <span
            aria-hidden="true"
            className="size-2 shrink-0 rounded-full bg-amber-400 motion-safe:animate-pulse"
          />
        )}
        <span data-testid="call-trouble">{text}</span>
      </span>
      {interruption?.endsAt != null && <Countdown until={interruption.endsAt} />}
      {interruption && (
        <button
          type="button"
          data-stays=""
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
