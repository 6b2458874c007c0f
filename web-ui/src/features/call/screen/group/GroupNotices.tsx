import type { CallModel } from '../../model/model';
import type { ShownPhase } from '../parts/CallStatus';
import { CallStatus } from '../parts/CallStatus';
import { Toast } from '../parts/Toast';

interface GroupNoticesProps {
  phase: ShownPhase;
  model: CallModel;
  onRead: () => void;
  onLeave: () => void;
}

/** The problems and notices of a group call. A problem with a button has a place of its own; all others lie over the tiles. */
export function GroupNotices({ phase, model, onRead, onLeave }: GroupNoticesProps) {
  const hasButton = phase.kind === 'active' && phase.problem?.kind === 'interrupted';
  return (
    <div
      className={`relative z-10 flex flex-col items-center gap-2 text-sm [grid-area:status] empty:hidden ${hasButton ? 'pb-2' : 'pointer-events-none h-0 *:translate-y-3'}`}
    >
      <div role="status" className="flex flex-col items-center gap-2 empty:hidden">
        <CallStatus phase={phase} model={model} onLeave={onLeave} />
      </div>
      <Toast notice={model.notice} onRead={onRead} />
    </div>
  );
}
