import { expect, test } from 'vitest';
import type { Presence } from './PresenceStore';
import { tilePeople } from './tiles';

const person = (id: string) => ({ id, name: id });
const names = (recent: string[], presence: Record<string, Presence['kind']>, hidden: string[] = []) =>
  tilePeople(recent.map(person), hidden.map(person), ({ id }) => presence[id]).map(({ id }) => id);

test('people who are online come first, then those in a call, then the others as before', () => {
  expect(names(['a', 'b', 'c', 'd'], { b: 'offline', c: 'in-call', d: 'online' })).toEqual([
    'd',
    'c',
    'a',
    'b',
  ]);
});

test('blocked people have no tile, and only the latest people have one', () => {
  expect(names(['a', 'b'], {}, ['a'])).toEqual(['b']);
  const twelve = 'abcdefghijkl'.split('');
  expect(names(twelve, { k: 'online' })).toEqual(twelve.slice(0, 10));
});
