import { describe, expect, test } from 'vitest';
import type { Session } from '../features/account/account';
import type { User } from '../lib/person';
import type { Identity } from './identity';
import { heard, told } from './identity';

const ALICE: User = { id: 'a', username: 'alice', name: 'Alice' };
const BOB: User = { id: 'b', username: 'bob', name: 'Bob' };
const session = (user: User): Session => ({ user, expiresAt: 0 });
const alice: Identity = { kind: 'in', session: session(ALICE) };
const out: Identity = { kind: 'out', words: null, other: null };

describe('another tab', () => {
  test('signs in as somebody else: this page shows nobody, and offers to go on as them', () => {
    expect(heard(alice, { kind: 'in', user: BOB })).toMatchObject({ kind: 'out', other: BOB });
  });

  test('renews the session of the same user: nothing changes', () => {
    expect(heard(alice, { kind: 'in', user: ALICE })).toBe(alice);
  });

  test('signs this user out: the page says so', () => {
    expect(heard(alice, { kind: 'out', userId: 'a' })).toEqual({
      kind: 'out',
      words: 'You signed out in another tab.',
      other: null,
    });
  });

  test('signs somebody else out: they are no longer offered, and this user stays', () => {
    expect(heard(alice, { kind: 'out', userId: 'b' })).toBe(alice);
    const offered = heard(out, { kind: 'in', user: BOB });
    expect(offered).toMatchObject({ kind: 'out', other: BOB });
    expect(heard(offered, { kind: 'out', userId: 'b' })).toEqual(out);
  });
});

describe('the server says whose the cookie is', () => {
  test('at first: that user is shown', () => {
    expect(told({ kind: 'asking', was: null }, session(BOB))).toEqual({ kind: 'in', session: session(BOB) });
  });

  test('after a refusal: the same user goes on', () => {
    expect(told({ kind: 'asking', was: ALICE }, session(ALICE))).toEqual(alice);
  });

  test('after a refusal: another user is offered, and not shown', () => {
    expect(told({ kind: 'asking', was: ALICE }, session(BOB))).toMatchObject({ kind: 'out', other: BOB });
  });
});
