import { Avatar } from '../../../lib/ui/Avatar';
import { HangUpIcon } from '../../../lib/ui/icons';
import { RoundButton } from '../../../lib/ui/RoundButton';
import type { CallPhase, LocalMedia } from '../model/model';
import { firstPeer } from '../model/peers';
import { SelfView } from './SelfView';
import { useRequestedDialog } from './useCallKeys';

interface OutgoingCallProps {
  phase: CallPhase & { kind: 'outgoing' };
  local: LocalMedia;
  registered: boolean;
  onCancel: () => void;
}

/** An outgoing call that has not been answered: the callee and, in a video call, the user's own video behind it. */
export function OutgoingCall({ phase, local, registered, onCancel }: OutgoingCallProps) {
  const { peers, media, alerting } = phase;
  const { person } = firstPeer(peers);
  const dialog = useRequestedDialog(onCancel);
  return (
    <div
      ref={dialog}
      tabIndex={-1}
      data-testid="outgoing-call"
      role="dialog"
      aria-modal="true"
      aria-label={`Calling ${person.name}`}
      className="fixed inset-0 z-20 flex flex-col items-center justify-between overflow-hidden bg-zinc-950 px-6 py-16 text-white outline-none"
    >
      {media === 'video' && local.video === 'on' && (
        <>
          <SelfView local={local} className="absolute! inset-0" />
          <div className="absolute inset-0 bg-zinc-950/60" />
        </>
      )}
      <div className="relative flex flex-col items-center gap-5 pt-10 text-center">
        <Avatar person={person} size="large" />
        <div>
          <h2 dir="auto" className="text-3xl font-semibold break-words">
            {person.name}
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
