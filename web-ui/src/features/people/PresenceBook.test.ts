import { create } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Presence } from '../../gen/visavis/v1/signaling_pb';
import { PresenceSchema } from '../../gen/visavis/v1/signaling_pb';
import { PresenceBook } from './PresenceBook';

let book: PresenceBook;
let told = 0;

beforeEach(() => {
  book = new PresenceBook();
  told = 0;
  book.subscribe(() => {
    told += 1;
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
    book.receive(bob(1, true));
    expect(book.snapshot().get('bob')).toEqual({ kind: 'online' });
    book.receive(bob(2, true, true));
    expect(book.snapshot().get('bob')).toEqual({ kind: 'in-call' });
    book.receive(bob(3, false, false, 3));
    expect(book.snapshot().get('bob')).toEqual({ kind: 'offline', lastSeenAt: 3 });
    expect(told).toBe(3);
  });

  test('who hides when they were there is offline, and no more', () => {
    book.receive(bob(1, false));
    expect(book.snapshot().get('bob')).toEqual({ kind: 'offline', lastSeenAt: null });
  });

  test('older news that come later change nothing', () => {
    book.receive(bob(5, true));
    const before = book.snapshot();
    book.receive(bob(4, false, false, 4));
    expect(book.snapshot()).toBe(before);
    expect(told).toBe(1);
  });

  test('news of one person leave the others alone', () => {
    book.receive(bob(5, true));
    book.receive(
      create(PresenceSchema, { users: [{ userId: 'carol', online: true, at: timestampFromMs(1) }] }),
    );
    expect([...book.snapshot().keys()]).toEqual(['bob', 'carol']);
  });

  test('who does not listen any more is not told', () => {
    const listener = vi.fn();
    book.subscribe(listener)();
    book.receive(bob(1, true));
    expect(listener).not.toHaveBeenCalled();
  });

  test('only so many are remembered, those that were told of last', () => {
    const users = Array.from({ length: 2001 }, (_, index) => ({
      userId: `user-${index}`,
      online: true,
      at: timestampFromMs(1),
    }));
    book.receive(create(PresenceSchema, { users }));
    expect(book.snapshot().size).toBe(2000);
    expect(book.snapshot().has('user-0')).toBe(false);
    expect(book.snapshot().has('user-2000')).toBe(true);
  });
});
