import { Avatar } from '../../../lib/ui/Avatar';
import { Menu } from '../../../lib/ui/Menu';
import type { CallMedia } from '../../../lib/person';
import type { Ringing } from '../model/model';
import { AnswerChoices } from './before/AnswerChoices';
import { CallerBackdrop } from './before/CallerBackdrop';
import { InCallAlready } from './before/InCallAlready';
import { useUnexpectedDialog } from './parts/useCallKeys';
import { kindText, transferText } from './before/ringText';

interface IncomingCallProps {
  ring: Ringing;
  onAnswer: (media: CallMedia) => void;
  onDecline: () => void;
  /** Declines the call and blocks the caller. */
  onBlock: () => void;
}

/** A ringing call. Covers the whole page. */
export function IncomingCall({ ring, onAnswer, onDecline, onBlock }: IncomingCallProps) {
  const dialog = useUnexpectedDialog(onDecline);
  return (
    <div className="fixed inset-0 z-30 grid place-items-center bg-zinc-950/70 backdrop-blur-sm sm:p-6 short:p-0">
      <div
        ref={dialog}
        tabIndex={-1}
        role="dialog"
        aria-modal="true"
        aria-labelledby="incoming-caller"
        aria-describedby="incoming-kind"
        data-testid="incoming-call"
        className="dark relative size-full bg-linear-to-b from-zinc-800 to-zinc-950 text-white outline-none sm:h-auto sm:w-104 sm:rounded-4xl sm:shadow-2xl sm:ring-1 sm:ring-white/10 short:size-full short:rounded-none"
      >
        <CallerBackdrop person={ring.caller} />
        <div className="incoming-layout relative">
          <span className="relative">
            <span className="ring-out absolute inset-0 rounded-full bg-teal-500" />
            <span className="relative block">
              <Avatar person={ring.caller} size="face" />
            </span>
          </span>
          <div className="min-w-0 max-w-full text-center">
            <h2
              id="incoming-caller"
              dir="auto"
              className="text-2xl font-semibold text-balance break-words sm:text-3xl short:text-2xl"
            >
              {heading(ring)}
            </h2>
            <p id="incoming-kind" className="mt-1 text-balance text-zinc-200">
              {explanation(ring)}
            </p>
            {!ring.transfer && <InCallAlready ring={ring} />}
          </div>
          <AnswerChoices ring={ring} onAnswer={onAnswer} onDecline={onDecline} />
        </div>
        {!ring.transfer && (
          <div className="absolute top-[calc(1rem+var(--safe-t))] right-[calc(1rem+var(--safe-x))]">
            <Menu
              look="control"
              label={`More for ${ring.caller.name}`}
              items={[{ label: `Decline and block ${ring.caller.name}`, onChoose: onBlock }]}
            />
          </div>
        )}
      </div>
    </div>
  );
}

/** A hand-off from the user's other device is a question, not a caller's name. */
function heading(ring: Ringing): string {
  return ring.transfer ? transferText(ring) : ring.caller.name;
}

function explanation(ring: Ringing): string {
  if (ring.transfer) return 'The call is on your other device';
  const kind = kindText(ring);
  return ring.callWaiting ? `${kind} · you are in another call` : kind;
}
