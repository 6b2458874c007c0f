import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { CallMedia, Person } from '../../lib/person';
import { formatTimeAgo, formatDuration } from '../../lib/time';
import { Avatar } from '../../lib/ui/Avatar';
import { IncomingIcon, OutgoingIcon, PhoneIcon, VideoIcon } from '../../lib/ui/icons';
import { ListSection, EmptyState } from '../../lib/ui/List';
import { Name } from '../../lib/ui/Name';
import { RoundButton } from '../../lib/ui/RoundButton';
import { useNow } from '../../lib/useNow';
import type { MissedCalls } from './MissedCalls';
import type { HistoryEntry } from './useHistory';
import { useHistory } from './useHistory';
import { useMarkMissedSeen } from './useMarkMissedSeen';

interface HistoryProps {
  /** Changes with each call that begins or ends on this device. */
  refreshKey: number;
  missed: MissedCalls;
  /** The number of missed calls that the user has not seen yet. */
  unseen: number;
  onCall: (person: Person, media: CallMedia) => void;
  /** Further actions for a person. */
  menu: (person: Person) => ReactNode;
}

export function History({ refreshKey, missed, unseen, onCall, menu }: HistoryProps) {
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
        row={(call) => (
          <HistoryRow
            key={call.id}
            call={call}
            now={now}
            focused={call.id === firstOlder}
            onCall={onCall}
            menu={menu}
          />
        )}
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

interface HistoryRowProps {
  call: HistoryEntry;
  now: number;
  /** The first of the older rows that the user has asked for: receives the focus. */
  focused: boolean;
  onCall: HistoryProps['onCall'];
  menu: HistoryProps['menu'];
}

function HistoryRow({ call, now, focused, onCall, menu }: HistoryRowProps) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (focused) row.current?.focus();
  }, [focused]);
  const person = otherParty(call);
  const missed = isMissed(call);
  return (
    <li
      ref={row}
      tabIndex={focused ? -1 : undefined}
      data-testid="history-row"
      data-direction={call.direction}
      data-state={call.state}
      data-call-type={call.call_type}
      className="flex items-center py-3 pr-2 pl-4"
    >
      <Avatar person={person} />
      <span className="mr-1 ml-3 min-w-0 flex-1">
        <Name
          text={person.name}
          className={`font-medium ${missed ? 'text-red-700 dark:text-red-400' : ''}`}
        />
        <span className="flex flex-wrap items-center gap-x-1 text-sm text-zinc-600 dark:text-zinc-400">
          {call.direction === 'outgoing' ? <OutgoingIcon size={14} /> : <IncomingIcon size={14} />}
          <span className="sr-only">{call.direction === 'outgoing' ? 'Outgoing' : 'Incoming'}</span>
          <span className="truncate">{summary(call)}</span>
          <span aria-hidden="true" className="max-sm:hidden">
            ·
          </span>
          <time
            dateTime={call.created_at}
            title={new Date(call.created_at).toLocaleString()}
            className="max-sm:basis-full"
          >
            {formatTimeAgo(Date.parse(call.created_at), now)}
          </time>
        </span>
      </span>
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
    </li>
  );
}

function otherParty({ other_party: other }: HistoryEntry): Person {
  if (!other) return { id: '', name: 'Unknown' };
  const { id, name, avatar_url: avatarUrl } = other;
  return { id, name, avatarUrl };
}

/** "Video, 1:05", "Audio, missed". */
function summary(call: HistoryEntry): string {
  const kind = call.call_type === 'video' ? 'Video' : 'Audio';
  return `${kind}, ${outcome(call)}`;
}

/** For the callee, a cancelled call is a missed call. */
function isMissed({ direction, state }: HistoryEntry): boolean {
  return direction === 'incoming' && (state === 'missed' || state === 'cancelled');
}

function outcome(call: HistoryEntry): string {
  const { state, duration_seconds: seconds } = call;
  if (isMissed(call)) return 'missed';
  switch (state) {
    case 'ended':
      return seconds === null ? 'ended' : formatDuration(seconds);
    case 'missed':
      return 'not answered';
    case 'declined':
    case 'cancelled':
      return state;
    case 'ringing':
      return 'ringing';
    case 'connected':
      return 'in progress';
  }
}
