import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatClock, formatTimeAgo } from '../../lib/time';
import { IncomingIcon, OutgoingIcon } from '../../lib/ui/icons';
import { Name } from '../../lib/ui/Name';
import { useIsWide } from '../../lib/useMedia';
import { isMissed, mediaText, outcome } from './callText';
import type { HistoryFilter } from './historyFilter';
import type { HistoryEntry } from './useHistory';

interface HistoryRowProps {
  call: HistoryEntry;
  title: string;
  /** How many calls the row stands for. */
  count?: number;
  picture: ReactNode;
  /** How long this user was in the call; null if never, or not yet known. */
  seconds: number | null;
  now: number;
  filter: HistoryFilter;
  /** The buttons. */
  children: ReactNode;
}

/** A row of the history; a click on it shows the details of the call. */
export function HistoryRow({
  call,
  title,
  count = 1,
  picture,
  seconds,
  now,
  filter,
  children,
}: HistoryRowProps) {
  const isWide = useIsWide();
  const then = Date.parse(call.created_at);
  return (
    <li
      data-testid="history-row"
      data-direction={call.direction}
      data-state={call.state}
      data-call-type={call.call_type}
      data-kind={call.kind}
      className="flex items-center pr-2 transition-colors has-[a:hover]:bg-zinc-100/70 has-aria-[current=page]:bg-teal-600/10 first:rounded-t-2xl last:rounded-b-2xl dark:has-[a:hover]:bg-zinc-800/70 dark:has-aria-[current=page]:bg-teal-400/15"
    >
      <Link
        to="/history/$callId"
        params={{ callId: call.id }}
        search={filter}
        resetScroll={!isWide}
        className="flex min-w-0 flex-1 items-center rounded-2xl py-3 pl-4"
      >
        {picture}
        <span className="mr-1 ml-3 min-w-0 flex-1">
          <span
            className={`flex gap-1.5 font-medium ${isMissed(call) ? 'text-red-700 dark:text-red-400' : ''}`}
          >
            <Name text={title} lines={call.kind === 'group' ? 2 : 1} className="min-w-0" />
            {count > 1 && (
              <span className="shrink-0 tabular-nums">
                <span aria-hidden="true">{`(${count})`}</span>
                <span className="sr-only">{`, ${count} calls`}</span>
              </span>
            )}
          </span>
          <span className="flex items-center gap-x-1 text-sm text-zinc-600 dark:text-zinc-400">
            {call.direction === 'outgoing' ? <OutgoingIcon size={14} /> : <IncomingIcon size={14} />}
            <span className="sr-only">{call.direction === 'outgoing' ? 'Outgoing' : 'Incoming'}</span>
            <span className="truncate">
              <span className="max-sm:sr-only">{`${mediaText(call)}, `}</span>
              {outcome(call, seconds)}
            </span>
            <span aria-hidden="true">·</span>
            <time
              dateTime={call.created_at}
              title={`${new Date(then).toLocaleString('en')}, ${formatTimeAgo(then, now)}`}
              className="shrink-0"
            >
              {formatClock(then)}
            </time>
          </span>
        </span>
      </Link>
      {children}
    </li>
  );
}
