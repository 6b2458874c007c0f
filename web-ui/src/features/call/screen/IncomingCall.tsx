import { Avatar } from '../../../lib/ui/Avatar';
import { CloseIcon, HangUpIcon, PhoneIcon, VideoIcon } from '../../../lib/ui/icons';
import { Menu } from '../../../lib/ui/Menu';
import { RoundButton } from '../../../lib/ui/RoundButton';
import type { CallMedia } from '../../../lib/person';
import type { Ringing } from '../model/model';
import { useUnexpectedDialog } from './parts/useCallKeys';
import { companyText, kindText, transferText } from './ringText';

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
  const company = ring.transfer ? null : companyText(ring);
  return (
    <div className="fixed inset-0 z-30 grid place-items-center bg-zinc-950/70 backdrop-blur-sm sm:p-6">
      <div
        ref={dialog}
        tabIndex={-1}
        role="dialog"
        aria-modal="true"
        aria-labelledby="incoming-caller"
        aria-describedby="incoming-kind"
        data-testid="incoming-call"
        className="relative flex size-full flex-col items-center justify-between gap-10 bg-linear-to-b from-zinc-800 to-zinc-950 px-8 py-16 text-white outline-none sm:h-auto sm:w-96 sm:rounded-4xl sm:py-10 sm:shadow-2xl sm:ring-1 sm:ring-white/10"
      >
        {!ring.transfer && (
          <div className="absolute top-4 right-4">
            <Menu
              look="control"
              label={`More for ${ring.caller.name}`}
              items={[{ label: `Decline and block ${ring.caller.name}`, onChoose: onBlock }]}
            />
          </div>
        )}
        <div className="flex flex-col items-center gap-8 pt-8 text-center sm:pt-2">
          <span className="relative">
            <span className="ring-out absolute inset-0 rounded-full bg-teal-500" />
            <span className="relative block">
              <Avatar person={ring.caller} size="large" />
            </span>
          </span>
          <div>
            <h2 id="incoming-caller" dir="auto" className="text-2xl font-semibold break-words">
              {heading(ring)}
            </h2>
            <p id="incoming-kind" className="mt-1 text-zinc-300">
              {explanation(ring)}
            </p>
            {company !== null && (
              <p data-testid="incoming-company" className="mt-3 text-balance text-zinc-100">
                {company}
              </p>
            )}
          </div>
        </div>
        <div className="flex w-full justify-around">
          <Choice caption={ring.transfer ? 'Not here' : 'Decline'}>
            {ring.transfer ? (
              <RoundButton label="Not here" look="later" onClick={onDecline}>
                <CloseIcon size={24} />
              </RoundButton>
            ) : (
              <RoundButton label="Decline" look="end" onClick={onDecline}>
                <HangUpIcon size={26} />
              </RoundButton>
            )}
          </Choice>
          {ring.media === 'video' && !ring.transfer && (
            <Choice caption="Audio only">
              <RoundButton
                label="Audio only"
                look="later"
                onClick={() => {
                  onAnswer('audio');
                }}
              >
                <PhoneIcon size={24} />
              </RoundButton>
            </Choice>
          )}
          <Choice caption={ring.transfer ? 'Continue here' : 'Answer'}>
            <RoundButton
              label={ring.transfer ? 'Continue here' : 'Answer'}
              look="answer"
              onClick={() => {
                onAnswer(ring.media);
              }}
            >
              {ring.media === 'video' ? <VideoIcon size={26} /> : <PhoneIcon size={24} />}
            </RoundButton>
          </Choice>
        </div>
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

function Choice({ caption, children }: { caption: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-2">
      {children}
      <span aria-hidden="true" className="text-sm text-zinc-300">
        {caption}
      </span>
    </div>
  );
}
