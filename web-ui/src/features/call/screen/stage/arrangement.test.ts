import { describe, expect, test } from 'vitest';
import type { Arrangement, Scene } from './arrangement';
import { arrange, NO_ARRANGEMENT } from './arrangement';

const letters = (text: string) => Array.from(text);

/** The arrangements that follow each other on a page of three tiles. */
function play(...scenes: Partial<Scene>[]): Arrangement {
  const usual: Scene = {
    tiles: letters('abcde'),
    speakers: [],
    featured: null,
    followsSpeaker: false,
    page: 0,
    pageSize: 3,
    now: 0,
  };
  return scenes.reduce<Arrangement>(
    (before, scene) => arrange(before, { ...usual, ...scene }),
    NO_ARRANGEMENT,
  );
}

const shown = ({ visible }: Arrangement) => visible.join('');

describe('the order', () => {
  test('is that of joining, and others stay in place when somebody leaves', () => {
    expect(play({ tiles: letters('ab') }, { tiles: letters('cab') }).order.join('')).toBe('abc');
    expect(play({}, { tiles: letters('acde') }).order.join('')).toBe('acde');
  });

  test('is cut into pages, and a page that is gone is replaced with the last one', () => {
    expect(play({ page: 1 })).toMatchObject({ visible: ['d', 'e'], pages: 2, page: 1 });
    expect(play({ page: 1 }, { page: 1, tiles: letters('abc') })).toMatchObject({ pages: 1, page: 0 });
    expect(play({ tiles: [] })).toMatchObject({ visible: [], pages: 1, page: 0 });
  });
});

describe('somebody on another page speaks', () => {
  test('and changes places with the one who has been silent for longest', () => {
    expect(shown(play({ speakers: ['e'] }))).toBe('abe');
    expect(play({ speakers: ['e'] }).order.join('')).toBe('abedc');
    const cSpokeEarlier = play({ speakers: ['c'], now: 1 }, { speakers: ['e'], now: 9000 });
    expect(shown(cSpokeEarlier)).toBe('aec');
    const bSpokeLonger = play(
      { speakers: ['a', 'b', 'c'] },
      { speakers: ['b'], now: 1 },
      { now: 8000 },
      { speakers: ['e'], now: 9000 },
    );
    expect(shown(bSpokeLonger)).toBe('abe');
  });

  test('and nobody who speaks gives way', () => {
    expect(shown(play({ speakers: ['a', 'b', 'c', 'd'] }))).toBe('abc');
    expect(shown(play({ speakers: ['b', 'c', 'd'] }))).toBe('dbc');
  });

  test('and stays for two seconds', () => {
    const first = { speakers: ['d', 'b', 'a'], now: 1000 }; // d takes the place of c
    const next = { speakers: ['e', 'b', 'a'], now: 2999 };
    expect(play({}, first, next)).toMatchObject({ visible: ['a', 'b', 'd'], waiting: true });
    expect(play({}, first, next, { ...next, now: 3000 })).toMatchObject({
      visible: ['a', 'b', 'e'],
      waiting: false,
    });
  });

  test('and keeps the place afterwards', () => {
    expect(shown(play({ speakers: ['e'] }, { now: 60_000 }))).toBe('abe');
  });
});

describe('the main tile', () => {
  test('is the speaker’s, and the first one’s before anybody has spoken', () => {
    expect(play({ followsSpeaker: true })).toMatchObject({ main: 'a', visible: ['a', 'b', 'c'] });
    expect(play({ followsSpeaker: true, speakers: ['e'] })).toMatchObject({
      main: 'e',
      visible: ['a', 'b', 'e'],
    });
  });

  test('stays for two seconds, and until somebody else speaks', () => {
    const scene = { followsSpeaker: true };
    const b = { ...scene, speakers: ['b'], now: 1000 };
    const c = { ...scene, speakers: ['c'], now: 2999 };
    expect(play(scene, b, c)).toMatchObject({ main: 'b', waiting: true });
    expect(play(scene, b, c, { ...c, now: 3000 })).toMatchObject({ main: 'c', waiting: false });
    expect(play(scene, b, { ...scene, now: 60_000 }).main).toBe('b');
  });

  test('of a speaker who has left is the next one’s at once', () => {
    const b = { followsSpeaker: true, speakers: ['b'], now: 1000 };
    expect(play(b, { ...b, tiles: letters('acde'), speakers: ['d'], now: 1001 }).main).toBe('d');
    expect(play(b, { ...b, tiles: letters('acde'), speakers: [], now: 1001 }).main).toBe('a');
  });

  test('that is featured does not follow the speaker, and is on every page', () => {
    const scene = { featured: 'b', followsSpeaker: true, speakers: ['e'] };
    expect(play(scene)).toMatchObject({ main: 'b', visible: ['a', 'b', 'e'] });
    expect(play({ featured: 'b', page: 1 })).toMatchObject({ visible: ['b', 'd', 'e'], pages: 2 });
  });

  test('that is gone features nobody', () => {
    expect(play({ featured: 'x' }).main).toBeNull();
  });
});
