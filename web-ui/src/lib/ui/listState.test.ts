import { expect, test, vi } from 'vitest';
import { ApiError } from '../api';
import { listState } from './listState';

const refetch = vi.fn(() => Promise.resolve());
const query = { error: null, failureReason: null, refetch };

test('rows are null until they are known', () => {
  expect(listState(undefined, query, 'Not loaded.')).toMatchObject({ rows: null, problem: null });
  expect(listState([], query, 'Not loaded.')).toMatchObject({ rows: [], problem: null });
});

test('a problem is shown while the query is being retried, and next to older rows', () => {
  const failureReason = new ApiError(0, 'Visavis cannot be reached.');
  expect(listState(undefined, { ...query, failureReason }, 'Not loaded.')).toMatchObject({
    rows: null,
    problem: 'Visavis cannot be reached.',
  });
  expect(listState(['row'], { ...query, error: new TypeError('x') }, 'Not loaded.')).toMatchObject({
    rows: ['row'],
    problem: 'Not loaded.',
  });
});

test('retrying loads the rows again', () => {
  listState(undefined, query, 'Not loaded.').retry();
  expect(refetch).toHaveBeenCalledOnce();
});
