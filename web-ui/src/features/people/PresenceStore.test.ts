import { create } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Presence } from '../../gen/visavis/v1/signaling_pb';
import { PresenceSchema } from '../../gen/visavis/v1/signaling_pb';
import { PresenceStore } from './PresenceStore';

let store: PresenceStore;
let notified = 0;

beforeEach(() => {
  store = new PresenceStore();
  notified = 0;
  store.subscribe(() => {
    notified += 1;
  });
});

function bob(at: number, online: boolean, inCall = false, lastSeenAt?: number): Presence {
  return create(PresenceSchema, {
    users: [
      {
        userId: 'bob',
        online,
        inCall,
        at: timestampFromMs(at),
        ...(lastSeenAt === undefined ? {} : { lastSeenAt: timestampFromMs(lastSeenAt) }),
      },
    ],
  });
}

describe('where a contact is', () => {
  test('comes, is in a call, and goes', () => {
    store.receive(bob(1, true));
    expect(store.snapshot().get('bob')).toEqual({ kind: 'online' });
    store.receive(bob(2, true, true));
    expect(store.snapshot().get('bob')).toEqual({ kind: 'in-call' });
    store.receive(bob(3, false, false, 3));
    expect(store.snapshot().get('bob')).toEqual({ kind: 'offline', lastSeenAt: 3 });
    expect(notified).toBe(3);
  });

  test('who hides when they were there is offline, and no more', () => {
    store.receive(bob(1, false));
    expect(store.snapshot().get('bob')).toEqual({ kind: 'offline', lastSeenAt: null });
  });

  test('older news that come later change nothing', () => {
    store.receive(bob(5, true));
    const before = store.snapshot();
    store.receive(bob(4, false, false, 4));
    expect(store.snapshot()).toBe(before);
    expect(notified).toBe(1);
  });

  test('news of one person leave the others alone', () => {
    store.receive(bob(5, true));
    store.receive(
      create(PresenceSchema, { users: [{ userId: 'carol', online: true, at: timestampFromMs(1) }] }),
    );
    expect([...store.snapshot().keys()]).toEqual(['bob', 'carol']);
  });

  test('who does not listen any more is not told', () => {
    const listener = vi.fn();
    store.subscribe(listener)();
    store.receive(bob(1, true));
    expect(listener).not.toHaveBeenCalled();
  });

  test('only so many are remembered, those that were told of last', () => {
    const users = Array.from({ length: 2001 }, (_, index) => ({
      userId: `user-${index}`,
      online: true,
      at: timestampFromMs(1),
    }));
    store.receive(create(PresenceSchema, { users }));
    expect(store.snapshot().size).toBe(2000);
    expect(store.snapshot().has('user-0')).toBe(false);
    expect(store.snapshot().has('user-2000')).toBe(true);
  });
});
