const MIN_DELAY_MS = 250;
const MAX_DELAY_MS = 10_000;

/** Exponential with jitter, so that a gateway's clients do not reconnect all at once; at least half of the step. */
export function backoffMs(attempt: number, random: () => number): number {
  const step = Math.min(MAX_DELAY_MS, MIN_DELAY_MS * 2 ** Math.min(attempt, 10));
  return Math.round(step / 2 + (step / 2) * random());
}
