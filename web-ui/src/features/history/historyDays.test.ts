import { expect, test } from 'vitest';
import { historyDays } from './historyDays';
import type { HistoryEntry } from './useHistory';

const NOW = new Date(2026, 10, 22, 12).getTime();
let next = 0;

/** A call that was answered `hours` ago. */
function call(name: string, hours: number, change: Partial<HistoryEntry> = {}): HistoryEntry {
  next += 1;
  return {
    id: `c${next}`,
    kind: 'direct',
    call_type: 'video',
    state: 'ended',
    created_at: new Date(NOW - hours * 3_600_000).toISOString(),
    duration_seconds: 60,
    direction: 'incoming',
    participant_state: 'left',
    other_party: { id: name, name, avatar_url: null },
    participants_count: 2,
    ...change,
  };
}

const shown = (calls: HistoryEntry[], joins = true) =>
  historyDays(calls, NOW, joins).map(({ label, items }) => [
    label,
    ...items.map(({ newest, count }) => `${newest.other_party?.name ?? '?'} (${count})`),
  ]);

test('calls are shown by day', () => {
  expect(shown([call('Rita', 1), call('Bob', 14)])).toEqual([
    ['Today', 'Rita (1)'],
    ['Yesterday', 'Bob (1)'],
  ]);
  expect(historyDays([], NOW, true)).toEqual([]);
});

test('calls with one person that follow each other on one day are one row, and the newest stands for them', () => {
  const newest = call('Rita', 1);
  const calls = [newest, call('Rita', 2), call('Rita', 3), call('Bob', 4), call('Rita', 5), call('Rita', 20)];
  expect(shown(calls)).toEqual([
    ['Today', 'Rita (3)', 'Bob (1)', 'Rita (1)'],
    ['Yesterday', 'Rita (1)'],
  ]);
  expect(historyDays(calls, NOW, true)[0]?.items[0]?.newest).toBe(newest);
});

test('missed calls are not joined with answered ones', () => {
  const missed = { state: 'missed', participant_state: 'missed' } as const;
  expect(shown([call('Rita', 1, missed), call('Rita', 2, missed), call('Rita', 3)])).toEqual([
    ['Today', 'Rita (2)', 'Rita (1)'],
  ]);
});

test('live calls, group calls and calls without a known person have rows of their own', () => {
  for (const change of [{ state: 'connected' }, { kind: 'group' }, { other_party: null }] as const) {
    expect(historyDays([call('Rita', 1, change), call('Rita', 2, change)], NOW, true)[0]?.items).toHaveLength(
      2,
    );
  }
});

test('without joining, each call has a row', () => {
  expect(shown([call('Rita', 1), call('Rita', 2)], false)).toEqual([['Today', 'Rita (1)', 'Rita (1)']]);
});
