import { describe, expect, test } from 'vitest';
import { mergeNewest } from './historyEntries';

const known = (ids: string, cursor: string | null) => ({ calls: Array.from(ids, (id) => ({ id })), cursor });

describe('the newest calls are asked for again', () => {
  test('older rows that were asked for stay, with the way to still older ones', () => {
    expect(mergeNewest(known('fedcba', 'behind a'), known('gfed', 'behind d'))).toEqual(
      known('gfedcba', 'behind a'),
    );
  });

  test('nothing older was asked for: the page that was shown does not shrink', () => {
    expect(mergeNewest(known('dcba', 'behind a'), known('edcb', 'behind b'))).toEqual(
      known('edcba', 'behind a'),
    );
  });

  test('the first time, and where the page holds all there is', () => {
    expect(mergeNewest(null, known('ba', 'behind a'))).toEqual(known('ba', 'behind a'));
    expect(mergeNewest(known('cba', null), known('ca', null))).toEqual(known('ca', null));
  });

  test('no row of before is left on it: what is between is not known, so it starts over', () => {
    expect(mergeNewest(known('ba', null), known('fe', 'behind e'))).toEqual(known('fe', 'behind e'));
  });
});
