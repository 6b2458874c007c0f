import type { ReactNode } from 'react';
import type { CallMedia, Person } from '../../lib/person';
import { ErrorText, List, Loading } from '../../lib/ui/List';
import { useNow } from '../../lib/useNow';
import { ClearHistory } from './ClearHistory';
import { DirectRow } from './DirectRow';
import type { JoinCall } from './GroupRow';
import { GroupRow } from './GroupRow';
import { historyDays } from './historyDays';
import type { HistoryFilter } from './historyFilter';
import { HistoryFilters } from './HistoryFilters';
import type { MissedCalls } from './MissedCalls';
import { NoCalls } from './NoCalls';
import { OlderCalls } from './OlderCalls';
import { useHistory } from './useHistory';
import { useMarkMissedSeen } from './useMarkMissedSeen';

interface HistoryProps {
  /** The id of this user. */
  me: string;
  filter: HistoryFilter;
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

/** The user's calls by day. The list goes on as the user scrolls. */
export function History(props: HistoryProps) {
  const { me, filter, refreshKey, missed, unseen, onCall, onCallAll, onJoin, menu } = props;
  const { rows, problem, retry, older } = useHistory(`${refreshKey} ${unseen}`, filter);
  const showsAllPeople = filter.with === undefined;
  const isUnfiltered = showsAllPeople && filter.show === undefined;
  const newest = rows?.[0];
  useMarkMissedSeen(missed, unseen, showsAllPeople ? (newest?.created_at ?? null) : null);
  const now = useNow(30_000);
  return (
    <section aria-label="History" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <HistoryFilters filter={filter} />
        {isUnfiltered && newest && <ClearHistory upTo={newest.created_at} />}
      </div>
      <ErrorText text={problem} onRetry={retry} />
      {rows === null && problem === null && <Loading />}
      {rows?.length === 0 && problem === null && <NoCalls filter={filter} />}
      {historyDays(rows ?? [], now, showsAllPeople).map(({ label, items }) => (
        <section key={label} aria-label={label} className="flex flex-col gap-2">
          <h2 className="px-1 pt-1 text-sm font-medium text-zinc-600 dark:text-zinc-400">{label}</h2>
          <List label={`Calls, ${label}`}>
            {items.map(({ newest: call, count }) => {
              const shared = { call, now, filter };
              return call.kind === 'group' ? (
                <GroupRow {...shared} key={call.id} me={me} onCallAll={onCallAll} onJoin={onJoin} />
              ) : (
                <DirectRow {...shared} key={call.id} count={count} onCall={onCall} menu={menu} />
              );
            })}
          </List>
        </section>
      ))}
      <OlderCalls older={older} />
    </section>
  );
}
