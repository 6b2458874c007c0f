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
  test('signs in as another user: this page shows nobody, and offers to continue as that user', () => {
    expect(afterTabMessage(alice, { kind: 'signedIn', user: BOB })).toMatchObject({
      kind: 'signedOut',
      other: BOB,
    });
  });

  test('renews the session of the same user: nothing changes', () => {
    expect(afterTabMessage(alice, { kind: 'signedIn', user: ALICE })).toBe(alice);
  });

  test('signs this user out: the page shows that', () => {
    expect(afterTabMessage(alice, { kind: 'signedOut', userId: 'a' })).toEqual({
      kind: 'signedOut',
      message: 'You signed out in another tab.',
      other: null,
    });
  });

  test('signs another user out: that user is no longer offered, and this user stays', () => {
    expect(afterTabMessage(alice, { kind: 'signedOut', userId: 'b' })).toBe(alice);
    const offered = afterTabMessage(out, { kind: 'signedIn', user: BOB });
    expect(offered).toMatchObject({ kind: 'signedOut', other: BOB });
    expect(afterTabMessage(offered, { kind: 'signedOut', userId: 'b' })).toEqual(out);
  });
});

describe('the server confirms the user of the cookie', () => {
  test('at first: that user is shown', () => {
    expect(afterRenewal({ kind: 'loading', previous: null }, session(BOB))).toEqual({
      kind: 'signedIn',
      session: session(BOB),
    });
  });

  test('after a refusal: the same user stays signed in', () => {
    expect(afterRenewal({ kind: 'loading', previous: ALICE }, session(ALICE))).toEqual(alice);
  });

  test('after a refusal: another user is offered, and not shown', () => {
    expect(afterRenewal({ kind: 'loading', previous: ALICE }, session(BOB))).toMatchObject({
      kind: 'signedOut',
      other: BOB,
    });
  });
});
