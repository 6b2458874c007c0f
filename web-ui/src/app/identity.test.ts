import { describe, expect, test } from 'vitest';
import type { Session } from '../features/account/account';
import type { User } from '../lib/person';
import type { Identity } from './identity';
import { afterTabMessage, afterRenewal } from './identity';

const ALICE: User = { id: 'a', username: 'alice', name: 'Alice' };
const BOB: User = { id: 'b', username: 'bob', name: 'Bob' };
const session = (user: User): Session => ({ user, expiresAt: 0 });
const alice: Identity = { kind: 'signedIn', session: session(ALICE) };
const out: Identity = { kind: 'signedOut', message: null, other: null };

describe('another tab', () => {
  test('signs in as somebody else: this page shows nobody, and offers to go on as them', () => {
    expect(afterTabMessage(alice, { kind: 'signedIn', user: BOB })).toMatchObject({
      kind: 'signedOut',
      other: BOB,
    });
  });

  test('renews the session of the same user: nothing changes', () => {
    expect(afterTabMessage(alice, { kind: 'signedIn', user: ALICE })).toBe(alice);
  });

  test('signs this user out: the page says so', () => {
    expect(afterTabMessage(alice, { kind: 'signedOut', userId: 'a' })).toEqual({
      kind: 'signedOut',
      message: 'You signed out in another tab.',
      other: null,
    });
  });

  test('signs somebody else out: they are no longer offered, and this user stays', () => {
    expect(afterTabMessage(alice, { kind: 'signedOut', userId: 'b' })).toBe(alice);
    const offered = afterTabMessage(out, { kind: 'signedIn', user: BOB });
    expect(offered).toMatchObject({ kind: 'signedOut', other: BOB });
    expect(afterTabMessage(offered, { kind: 'signedOut', userId: 'b' })).toEqual(out);
  });
});

describe('the server says whose the cookie is', () => {
  test('at first: that user is shown', () => {
    expect(afterRenewal({ kind: 'loading', previous: null }, session(BOB))).toEqual({
      kind: 'signedIn',
      session: session(BOB),
    });
  });

  test('after a refusal: the same user goes on', () => {
    expect(afterRenewal({ kind: 'loading', previous: ALICE }, session(ALICE))).toEqual(alice);
  });

  test('after a refusal: another user is offered, and not shown', () => {
    expect(afterRenewal({ kind: 'loading', previous: ALICE }, session(BOB))).toMatchObject({
      kind: 'signedOut',
      other: BOB,
    });
  });
});
