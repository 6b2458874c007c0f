import { listNames } from '../../../lib/listNames';
import { HangUpIcon } from '../../../lib/ui/icons';
import { RoundButton } from '../../../lib/ui/RoundButton';
import type { CallPhase, LocalMedia } from '../model/model';
import { Faces } from './parts/Faces';
import { SelfView } from './parts/SelfView';
import { useRequestedDialog } from './parts/useCallKeys';

interface OutgoingCallProps {
  phase: CallPhase & { kind: 'outgoing' };
  local: LocalMedia;
  registered: boolean;
  onCancel: () => void;
}

/** An outgoing call that has not been answered: the callees and, in a video call, the user's own video behind it. */
export function OutgoingCall({ phase, local, registered, onCancel }: OutgoingCallProps) {
  const { peers, media, alerting } = phase;
  const people = [...peers.values()].map(({ person }) => person);
  const names = listNames(people.map(({ name }) => name));
  const dialog = useRequestedDialog(onCancel);
  return (
    <div
      ref={dialog}
      tabIndex={-1}
      data-testid="outgoing-call"
      role="dialog"
      aria-modal="true"
      aria-label={`Calling ${names}`}
      className="fixed inset-0 z-20 flex flex-col items-center justify-between overflow-hidden bg-zinc-950 px-6 py-16 text-white outline-none"
    >
      {media === 'video' && local.video === 'on' && (
        <>
          <SelfView local={local} className="absolute! inset-0" />
          <div className="absolute inset-0 bg-zinc-950/60" />
        </>
      )}
      <div className="relative flex flex-col items-center gap-5 pt-10 text-center">
        <Faces people={people} />
        <div>
          <h2
            dir="auto"
            className={`${people.length > 1 ? 'text-2xl' : 'text-3xl'} font-semibold text-balance break-words`}
          >
            {names}
          </h2>
          <p role="status" className="text-lg text-zinc-200">
            {progress(registered, alerting)}
          </p>
        </div>
        {local.problem && <p className="max-w-sm text-sm text-amber-200">{local.problem}</p>}
      </div>
      <div className="relative">
        <RoundButton label="Cancel" look="end" onClick={onCancel}>
          <HangUpIcon size={26} />
        </RoundButton>
      </div>
    </div>
  );
}

function progress(registered: boolean, alerting: boolean): string {
  if (!registered) return 'Connecting…';
  return alerting ? 'Ringing…' : 'Calling…';
}
