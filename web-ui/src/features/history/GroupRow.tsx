import type { CallMedia, Person } from '../../lib/person';
import { PeopleIcon, PhoneIcon, VideoIcon } from '../../lib/ui/icons';
import { RoundButton } from '../../lib/ui/RoundButton';
import { Action } from '../../lib/ui/Snackbar';
import { canJoin, groupTitle, othersOf, ownSeconds } from './groupCall';
import type { HistoryFilter } from './historyFilter';
import { HistoryRow } from './HistoryRow';
import { useCallDetails } from './useCallDetails';
import type { HistoryEntry } from './useHistory';
import { isLive } from './useHistory';

/** Joins a call that continues. The people are those who have taken part, as far as they are known. */
export type JoinCall = (callId: string, people: readonly Person[], media: CallMedia) => void;

interface GroupRowProps {
  call: HistoryEntry;
  me: string;
  now: number;
  filter: HistoryFilter;
  onCallAll: (people: readonly Person[], media: CallMedia) => void;
  onJoin: JoinCall;
}

/** A group call. Calls everybody again, or joins the call while it continues. */
export function GroupRow({ call, me, now, filter, onCallAll, onJoin }: GroupRowProps) {
  const participants = useCallDetails(call);
  const title = groupTitle(call, participants, me);
  const others = participants ? othersOf(participants, me) : [];
  return (
    <HistoryRow
      call={call}
      title={title}
      picture={
        <span className="grid size-12 shrink-0 place-items-center rounded-full bg-zinc-200 text-zinc-600 dark:bg-zinc-700 dark:text-zinc-200">
          <PeopleIcon size={24} />
        </span>
      }
      seconds={participants ? ownSeconds(participants, me, now) : null}
      now={now}
      filter={filter}
    >
      {canJoin(call) ? (
        <Action
          strong
          label="Join"
          about={`the call with ${title}`}
          onClick={() => {
            onJoin(call.id, others, call.call_type);
          }}
        />
      ) : (
        <RoundButton
          label={`Call ${title} again`}
          look="call"
          disabled={others.length === 0 || isLive(call)}
          onClick={() => {
            onCallAll(others, call.call_type);
          }}
        >
          {call.call_type === 'video' ? <VideoIcon size={22} /> : <PhoneIcon />}
        </RoundButton>
      )}
    </HistoryRow>
  );
}
