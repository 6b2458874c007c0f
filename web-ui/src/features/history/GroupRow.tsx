import { useId, useState } from 'react';
import type { CallMedia, Person } from '../../lib/person';
import { Avatar } from '../../lib/ui/Avatar';
import { NextIcon, PeopleIcon, PhoneIcon, VideoIcon } from '../../lib/ui/icons';
import { Name } from '../../lib/ui/Name';
import { RoundButton } from '../../lib/ui/RoundButton';
import { Action } from '../../lib/ui/Snackbar';
import { groupTitle, othersOf, ownSeconds, partText } from './groupCall';
import { HistoryRow } from './HistoryRow';
import type { CallParticipant } from './useCallDetails';
import { useCallDetails } from './useCallDetails';
import type { HistoryEntry } from './useHistory';
import { isLive } from './useHistory';

/** Joins a call that continues. The people are those who have taken part, as far as they are known. */
export type JoinCall = (callId: string, people: readonly Person[], media: CallMedia) => void;

interface GroupRowProps {
  call: HistoryEntry;
  me: string;
  now: number;
  focused: boolean;
  onCallAll: (people: readonly Person[], media: CallMedia) => void;
  onJoin: JoinCall;
}

/** A group call: who was there and for how long. Calls everybody again, or joins the call while it continues. */
export function GroupRow({ call, me, now, focused, onCallAll, onJoin }: GroupRowProps) {
  const [open, setOpen] = useState(false);
  const list = useId();
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
      focused={focused}
      below={open && participants && <Parts id={list} participants={participants} me={me} now={now} />}
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
      <RoundButton
        label={`Who was in the call with ${title}`}
        look="call"
        expanded={open}
        disabled={!participants}
        onClick={() => {
          setOpen(!open);
        }}
      >
        <span className={`motion-safe:transition-transform ${open ? 'rotate-90' : ''}`}>
          <NextIcon />
        </span>
      </RoundButton>
    </HistoryRow>
  );
}

/** A call that goes on without this user. */
function canJoin({ state, participant_state: own }: HistoryEntry): boolean {
  return state === 'connected' && own !== 'joined' && own !== 'reconnecting';
}

interface PartsProps {
  id: string;
  participants: readonly CallParticipant[];
  me: string;
  now: number;
}

/** How each participant took part. */
function Parts({ id, participants, me, now }: PartsProps) {
  return (
    <ul id={id} aria-label="Participants" className="mt-2 mr-2 flex flex-col gap-1 pl-15">
      {participants.map((participant) => {
        const { userId, name, avatarUrl, state } = participant;
        const person = { id: userId, name: name ?? 'Unknown', avatarUrl };
        return (
          <li key={userId} className="flex items-center gap-2 text-sm">
            <Avatar person={person} size="tiny" />
            <Name text={userId === me ? 'You' : person.name} className="min-w-0 flex-1" />
            <span
              className={`tabular-nums ${state === 'missed' ? 'text-red-700 dark:text-red-400' : 'text-zinc-600 dark:text-zinc-400'}`}
            >
              {partText(participant, now)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
