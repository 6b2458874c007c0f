import { expect, test } from 'vitest';
import { historyPath, readHistoryFilter } from './historyFilter';

test('the filter in the address becomes the parameters of the request', () => {
  expect(historyPath(readHistoryFilter({}), null)).toBe('/api/calls/history?limit=30');
  expect(historyPath(readHistoryFilter({ show: 'missed', with: 'bob' }), 'a+b')).toBe(
    '/api/calls/history?limit=30&missed=true&with=bob&cursor=a%2Bb',
  );
});

test('an invalid filter shows all calls', () => {
  expect(readHistoryFilter({ show: 'everything', with: '' })).toEqual({});
});
