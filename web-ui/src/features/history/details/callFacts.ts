import { formatClock, formatDay, formatDuration } from '../../../lib/time';
import { isMissed } from '../callText';
import { ownSeconds } from '../groupCall';
import type { CallDetails } from '../useCallDetails';
import { isLive } from '../useHistory';

export interface CallFact {
  readonly label: string;
  readonly text: string;
}

/** What the details of a call say, in the order in which they are shown. */
export function callFacts(call: CallDetails, me: string, now: number): readonly CallFact[] {
  const began = Date.parse(call.created_at);
  const seconds = ownSeconds(call.participants, me, now);
  const facts = [
    { label: 'Call', text: kindText(call) },
    { label: 'When', text: `${formatDay(began, now)}, ${formatClock(began)}` },
  ];
  if (seconds !== null) facts.push({ label: 'You were in it for', text: formatDuration(seconds) });
  facts.push(
    isLive(call) ? { label: 'Now', text: liveText(call) } : { label: 'How it ended', text: endText(call) },
  );
  return facts;
}

/** "Incoming video call", "Missed group audio call". */
function kindText(call: CallDetails): string {
  const way = isMissed(call) ? 'Missed' : call.direction === 'outgoing' ? 'Outgoing' : 'Incoming';
  return `${way} ${call.kind === 'group' ? 'group ' : ''}${call.call_type} call`;
}

function liveText({ state }: CallDetails): string {
  return state === 'ringing' ? 'It is ringing' : 'It is in progress';
}

function endText(call: CallDetails): string {
  const outgoing = call.direction === 'outgoing';
  if (call.participant_state === 'declined') return 'You declined';
  switch (call.end_reason) {
    case 'cancelled':
      return outgoing ? 'You cancelled before it was answered' : 'The caller hung up before it was answered';
    case 'declined':
      return 'It was declined';
    case 'busy':
      return 'They were busy';
    case 'no_answer':
    case 'missed':
      return outgoing ? 'Nobody answered' : 'You did not answer';
    case 'unavailable':
      return outgoing ? 'None of their devices was online' : 'None of your devices was online';
    case 'peer_lost':
      return 'The connection was lost';
    case 'failed':
      return 'Visavis could not continue it';
    default:
      return isMissed(call) ? 'You did not answer' : 'Somebody hung up';
  }
}
