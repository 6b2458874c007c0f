import type { ReactNode } from 'react';
import type { CallMedia, Person } from '../../lib/person';
import { Avatar } from '../../lib/ui/Avatar';
import { PhoneIcon, VideoIcon } from '../../lib/ui/icons';
import { RoundButton } from '../../lib/ui/RoundButton';
import { otherParty } from './callText';
import type { HistoryFilter } from './historyFilter';
import { HistoryRow } from './HistoryRow';
import type { HistoryEntry } from './useHistory';

interface DirectRowProps {
  call: HistoryEntry;
  /** How many calls with this person the row stands for; `call` is the newest of them. */
  count: number;
  now: number;
  filter: HistoryFilter;
  onCall: (person: Person, media: CallMedia) => void;
  menu: (person: Person) => ReactNode;
}

/** A call of two, or several with the same person. */
export function DirectRow({ call, count, now, filter, onCall, menu }: DirectRowProps) {
  const person = otherParty(call);
  return (
    <HistoryRow
      call={call}
      title={person.name}
      count={count}
      picture={<Avatar person={person} />}
      seconds={call.duration_seconds}
      now={now}
      filter={filter}
    >
      {call.other_party && (
        <RoundButton
          label={`Call back ${person.name}`}
          look="call"
          onClick={() => {
            onCall(person, call.call_type);
          }}
        >
          {call.call_type === 'video' ? <VideoIcon size={22} /> : <PhoneIcon />}
        </RoundButton>
      )}
      {call.other_party && menu(person)}
    </HistoryRow>
  );
}
