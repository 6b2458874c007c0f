import { create } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Presence } from '../../gen/visavis/v1/signaling_pb';
import { PresenceSchema } from '../../gen/visavis/v1/signaling_pb';
import type { PresenceStore } from './PresenceStore';
import { createPresenceStore } from './PresenceStore';

let presence: PresenceStore;
let notified = 0;

beforeEach(() => {
  presence = createPresenceStore();
  notified = 0;
  presence.store.subscribe(() => {
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

describe('the presence of a contact', () => {
  test('online, in a call, offline', () => {
    presence.receive(bob(1, true));
    expect(presence.store.getState().get('bob')?.presence).toEqual({ kind: 'online' });
    presence.receive(bob(2, true, true));
    expect(presence.store.getState().get('bob')?.presence).toEqual({ kind: 'in-call' });
    presence.receive(bob(3, false, false, 3));
    expect(presence.store.getState().get('bob')?.presence).toEqual({ kind: 'offline', lastSeenAt: 3 });
    expect(notified).toBe(3);
  });

  test('a user who does not disclose their last activity is only offline', () => {
    presence.receive(bob(1, false));
    expect(presence.store.getState().get('bob')?.presence).toEqual({ kind: 'offline', lastSeenAt: null });
  });

  test('an older notification that arrives late changes nothing', () => {
    presence.receive(bob(5, true));
    const before = presence.store.getState();
    presence.receive(bob(4, false, false, 4));
    expect(presence.store.getState()).toBe(before);
    expect(notified).toBe(1);
  });

  test('a notification about one user does not change the others', () => {
    presence.receive(bob(5, true));
    presence.receive(
      create(PresenceSchema, { users: [{ userId: 'carol', online: true, at: timestampFromMs(1) }] }),
    );
    expect([...presence.store.getState().keys()]).toEqual(['bob', 'carol']);
  });

  test('a listener that was removed is not notified', () => {
    const listener = vi.fn();
    presence.store.subscribe(listener)();
    presence.receive(bob(1, true));
    expect(listener).not.toHaveBeenCalled();
  });

  test('only a bounded number is kept, the latest ones', () => {
    const users = Array.from({ length: 2001 }, (_, index) => ({
      userId: `user-${index}`,
      online: true,
      at: timestampFromMs(1),
    }));
    presence.receive(create(PresenceSchema, { users }));
    expect(presence.store.getState().size).toBe(2000);
    expect(presence.store.getState().has('user-0')).toBe(false);
    expect(presence.store.getState().has('user-2000')).toBe(true);
  });
});
