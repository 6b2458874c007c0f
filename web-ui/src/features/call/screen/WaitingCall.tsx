import { Avatar } from '../../../lib/ui/Avatar';
import type { Ringing } from '../model/model';
import { kindText, transferText } from './before/ringText';

/** What answering a waiting call ends. The others of a group call continue without this user. */
export type AnswerEnds = 'call' | 'membership' | 'attempt' | 'nothing';

interface WaitingCallProps {
  ring: Ringing;
  answerEnds: AnswerEnds;
  onAnswer: () => void;
  onDecline: () => void;
}

const ANSWER = {
  call: 'End & answer',
  membership: 'Leave & answer',
  attempt: 'Cancel & answer',
  nothing: 'Answer this one',
} as const;

/** A call that rings during another call. It does not take the focus, because the user is talking. */
export function WaitingCall({ ring, answerEnds, onAnswer, onDecline }: WaitingCallProps) {
  const { caller, transfer } = ring;
  return (
    <div
      role="group"
      aria-label={transfer ? transferText(ring) : `${caller.name} is calling too`}
      data-testid="incoming-call"
      className="drop flex flex-wrap items-center gap-x-3 gap-y-2 rounded-3xl bg-zinc-900 p-3 pl-4 text-white shadow-2xl ring-1 ring-white/10"
    >
      <Avatar person={caller} />
      <div className="min-w-24 flex-1">
        <p dir="auto" className="truncate font-medium">
          {caller.name}
        </p>
        <p className="truncate text-sm text-zinc-300">{transfer ? 'On your other device' : kindText(ring)}</p>
      </div>
      <div className="flex flex-1 gap-2 sm:flex-none">
        <Pill
          label={transfer ? 'Not here' : 'Decline'}
          look="bg-white/15 hover:bg-white/25"
          onClick={onDecline}
        />
        <Pill label={ANSWER[answerEnds]} look="bg-green-700 hover:bg-green-600" onClick={onAnswer} />
      </div>
    </div>
  );
}

function Pill({ label, look, onClick }: { label: string; look: string; onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className={`${look} min-h-11 flex-1 cursor-pointer rounded-full px-4 text-sm font-medium whitespace-nowrap text-white transition-colors`}
    >
      {label}
    </button>
  );
}
