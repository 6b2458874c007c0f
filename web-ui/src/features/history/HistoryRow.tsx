import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import type { Person } from '../../lib/person';
import { formatTimeAgo } from '../../lib/time';
import { IncomingIcon, OutgoingIcon } from '../../lib/ui/icons';
import { Name } from '../../lib/ui/Name';
import { isMissed, summary } from './callText';
import type { HistoryEntry } from './useHistory';

interface HistoryRowProps {
  call: HistoryEntry;
  title: string;
  picture: ReactNode;
  /** How long this user was in the call; null if never, or not yet known. */
  seconds: number | null;
  now: number;
  /** The first of the older rows that the user has asked for: receives the focus. */
  focused: boolean;
  /** The buttons. */
  children: ReactNode;
  /** Shown below the row. */
  below?: ReactNode;
}

export function HistoryRow(props: HistoryRowProps) {
  const { call, title, picture, seconds, now, focused, children, below } = props;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (focused) row.current?.focus();
  }, [focused]);
  return (
    <li
      ref={row}
      tabIndex={focused ? -1 : undefined}
      data-testid="history-row"
      data-direction={call.direction}
      data-state={call.state}
      data-call-type={call.call_type}
      data-kind={call.kind}
      className="py-3 pr-2 pl-4"
    >
      <div className="flex items-center">
        {picture}
        <span className="mr-1 ml-3 min-w-0 flex-1">
          <Name
            text={title}
            lines={call.kind === 'group' ? 2 : 1}
            className={`font-medium ${isMissed(call) ? 'text-red-700 dark:text-red-400' : ''}`}
          />
          <span className="flex flex-wrap items-center gap-x-1 text-sm text-zinc-600 dark:text-zinc-400">
            {call.direction === 'outgoing' ? <OutgoingIcon size={14} /> : <IncomingIcon size={14} />}
            <span className="sr-only">{call.direction === 'outgoing' ? 'Outgoing' : 'Incoming'}</span>
            <span className="truncate">{summary(call, seconds)}</span>
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
        {children}
      </div>
      {below}
    </li>
  );
}

/** The other person of a call of two. */
export function otherParty({ other_party: other }: HistoryEntry): Person {
  if (!other) return { id: '', name: 'Unknown' };
  const { id, name, avatar_url: avatarUrl } = other;
  return { id, name, avatarUrl };
}
