import { errorText } from '../api';
import type { ListState } from './List';

interface Query {
  error: Error | null;
  /** The last failure while the query is being retried. */
  failureReason: Error | null;
  refetch: () => Promise<unknown>;
}

/** The state of a list whose rows come from a query; `otherwise` is the text for an error without one. */
export function listState<T>(
  rows: readonly T[] | undefined,
  { error, failureReason, refetch }: Query,
  otherwise: string,
): ListState<T> {
  const failure = error ?? failureReason;
  return {
    rows: rows ?? null,
    problem: failure && errorText(failure, otherwise),
    retry: () => void refetch(),
  };
}
