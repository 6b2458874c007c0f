/** Which calls the history shows; it is in the address of the page. */
export interface HistoryFilter {
  readonly show?: 'missed' | undefined;
  /** The id of a user: only calls in which this user has a part. */
  readonly with?: string | undefined;
}

const PAGE_SIZE = 30;

/** Reads the filter from an address. What is not valid is left out. */
export function readHistoryFilter(search: Readonly<Record<string, string | undefined>>): HistoryFilter {
  const { show, with: person } = search;
  return { show: show === 'missed' ? show : undefined, with: person === '' ? undefined : person };
}

/** The request for a page of calls, which begins after the cursor. */
export function historyPath(filter: HistoryFilter, cursor: string | null): string {
  const parameters = new URLSearchParams({ limit: String(PAGE_SIZE) });
  if (filter.show === 'missed') parameters.set('missed', 'true');
  if (filter.with !== undefined) parameters.set('with', filter.with);
  if (cursor !== null) parameters.set('cursor', cursor);
  return `/api/calls/history?${parameters.toString()}`;
}
