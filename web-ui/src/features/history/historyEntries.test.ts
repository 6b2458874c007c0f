import { describe, expect, test } from 'vitest';
import { mergeNewest } from './historyEntries';

const known = (ids: string, cursor: string | null) => ({ calls: Array.from(ids, (id) => ({ id })), cursor });

describe('the newest calls are loaded again', () => {
  test('older rows stay, and so does the cursor for even older ones', () => {
    expect(mergeNewest(known('fedcba', 'behind a'), known('gfed', 'behind d'))).toEqual(
      known('gfedcba', 'behind a'),
    );
  });

  test('without older rows, the shown page does not shrink', () => {
    expect(mergeNewest(known('dcba', 'behind a'), known('edcb', 'behind b'))).toEqual(
      known('edcba', 'behind a'),
    );
  });

  test('the first time, and if the page holds all calls', () => {
    expect(mergeNewest(null, known('ba', 'behind a'))).toEqual(known('ba', 'behind a'));
    expect(mergeNewest(known('cba', null), known('ca', null))).toEqual(known('ca', null));
  });

  test('if no earlier row is on the page, the rows in between are unknown, so it starts again', () => {
    expect(mergeNewest(known('ba', null), known('fe', 'behind e'))).toEqual(known('fe', 'behind e'));
  });
});
