import type { ReactNode } from 'react';
import { useState } from 'react';
import type { CallMedia, Person } from '../../lib/person';
import { Avatar } from '../../lib/ui/Avatar';
import { PhoneIcon, VideoIcon } from '../../lib/ui/icons';
import { ListSection, EmptyState } from '../../lib/ui/List';
import { RoundButton } from '../../lib/ui/RoundButton';
import { useNow } from '../../lib/useNow';
import type { JoinCall } from './GroupRow';
import { GroupRow } from './GroupRow';
import { HistoryRow, otherParty } from './HistoryRow';
import type { MissedCalls } from './MissedCalls';
import type { HistoryEntry } from './useHistory';
import { useHistory } from './useHistory';
import { useMarkMissedSeen } from './useMarkMissedSeen';

interface HistoryProps {
  /** The id of this user. */
  me: string;
  /** Changes with each call that begins or ends on this device. */
  refreshKey: number;
  missed: MissedCalls;
  /** The number of missed calls that the user has not seen yet. */
  unseen: number;
  onCall: (person: Person, media: CallMedia) => void;
  onCallAll: (people: readonly Person[], media: CallMedia) => void;
  onJoin: JoinCall;
  /** Further actions for a person. */
  menu: (person: Person) => ReactNode;
}

export function History(props: HistoryProps) {
  const { me, refreshKey, missed, unseen, onCall, onCallAll, onJoin, menu } = props;
  const history = useHistory(`${refreshKey} ${unseen}`);
  const { rows, hasMore, loadingMore } = history;
  useMarkMissedSeen(missed, unseen, rows?.[0]?.created_at ?? null);
  const now = useNow(30_000);
  const [firstOlder, setFirstOlder] = useState<string | null>(null);

  const showOlder = async () => {
    const first = await history.more();
    if (first) setFirstOlder(first.id);
  };
  return (
    <section aria-label="History" className="flex flex-col gap-3">
      <ListSection
        label="Calls"
        state={history}
        empty={<EmptyState>No calls yet. Find someone on the People page and call them.</EmptyState>}
        row={(call) => {
          const shared = { call, now, focused: call.id === firstOlder };
          return call.kind === 'group' ? (
            <GroupRow {...shared} key={call.id} me={me} onCallAll={onCallAll} onJoin={onJoin} />
          ) : (
            <DirectRow {...shared} key={call.id} onCall={onCall} menu={menu} />
          );
        }}
      />
      {hasMore && (
        <button
          type="button"
          aria-disabled={loadingMore}
          onClick={() => void showOlder()}
          className="cursor-pointer self-center rounded-lg px-4 py-2 text-sm font-medium text-teal-700 hover:bg-teal-600/10 aria-disabled:opacity-60 dark:text-teal-400"
        >
          {loadingMore ? 'Loading older calls…' : 'Show older calls'}
        </button>
      )}
    </section>
  );
}

interface DirectRowProps extends Pick<HistoryProps, 'onCall' | 'menu'> {
  call: HistoryEntry;
  now: number;
  focused: boolean;
}

/** A call of two. */
function DirectRow({ call, now, focused, onCall, menu }: DirectRowProps) {
  const person = otherParty(call);
  return (
    <HistoryRow
      call={call}
      title={person.name}
      picture={<Avatar person={person} />}
      seconds={call.duration_seconds}
      now={now}
      focused={focused}
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
