import { describe, expect, test } from 'vitest';
import type { RemoteMedia } from '../../model/media';
import { NO_REMOTE_MEDIA } from '../../model/media';
import type { Peer, Peers } from '../../model/peers';
import { featuredTile, ownTile, stageTiles, tileStatus } from './tiles';

const CAMERA = { id: 'camera' } as MediaStream;
const SCREEN = { id: 'screen' } as MediaStream;

function peer(id: string, changes: Partial<Peer> = {}): Peer {
  return {
    person: { id, name: id },
    state: 'joined',
    media: { audio: true, video: true, screen: false },
    handRaised: false,
    joinedAt: 1000,
    ...changes,
  };
}

function tilesOf(
  peers: readonly Peer[],
  remote: Record<string, Partial<RemoteMedia>> = {},
  speakers: string[] = [],
) {
  const roster: Peers = new Map(peers.map((each) => [each.person.id, each]));
  const media = Object.entries(remote).map(([id, each]) => [id, { ...NO_REMOTE_MEDIA, ...each }] as const);
  return stageTiles({ remote: new Map(media), speakers, weakLinks: new Map() }, roster);
}

describe('the tiles of a group call', () => {
  test('are those of the people in the call, in the order in which they joined', () => {
    const tiles = tilesOf([
      peer('late', { joinedAt: 3000 }),
      peer('unknown', { joinedAt: null }),
      peer('ringing', { state: 'ringing' }),
      peer('early', { joinedAt: 2000, state: 'reconnecting' }),
      peer('left', { state: 'left' }),
    ]);
    expect(tiles.map(({ person }) => person.id)).toEqual(['early', 'late', 'unknown']);
  });

  test('show no picture while the camera is off, even if the stream is still there', () => {
    const off = { media: { audio: true, video: false, screen: false } };
    const [bob, carol] = tilesOf([peer('bob', off), peer('carol')], {
      bob: { camera: CAMERA },
      carol: { camera: CAMERA },
    });
    expect([bob?.stream, carol?.stream]).toEqual([null, CAMERA]);
  });

  test('include a shared screen', () => {
    const sharing = peer('bob', { media: { audio: true, video: true, screen: true } });
    const tiles = tilesOf([sharing], { bob: { camera: CAMERA, screen: SCREEN } }, ['bob']);
    expect(tiles).toMatchObject([
      { key: 'camera:bob', stream: CAMERA, speaking: true },
      { key: 'screen:bob', stream: SCREEN, speaking: false },
    ]);
  });

  test('tell what is to be known about the person', () => {
    const silent = peer('bob', { media: { audio: false, video: false, screen: false }, handRaised: true });
    const [bob] = tilesOf([silent], { bob: { frozen: true } });
    expect(bob && tileStatus(bob)).toBe('reconnecting, muted, camera off, hand raised');
    const [carol] = tilesOf([peer('carol')], {}, ['carol']);
    expect(carol && tileStatus(carol)).toBe('speaking');
    const [dave] = tilesOf([peer('dave')], { dave: { paused: true } });
    expect(dave && tileStatus({ ...dave, paused: false, weakLink: { bars: 1, remedy: null } })).toBe(
      'very weak connection',
    );
    expect(dave && tileStatus(dave)).toBe('video paused because your connection is slow');
  });
});

describe('the one tile of a small view', () => {
  const off = { media: { audio: true, video: false, screen: false } };
  const people = [peer('bob', off), peer('carol'), peer('dave')];

  test('is that of somebody with a camera, or else of anybody', () => {
    expect(featuredTile(tilesOf(people), [])?.person.id).toBe('carol');
    expect(featuredTile(tilesOf([peer('bob', off)]), [])?.person.id).toBe('bob');
    expect(featuredTile([], [])).toBeNull();
  });

  test('is that of the loudest speaker, even without a camera', () => {
    expect(featuredTile(tilesOf(people), ['gone', 'bob', 'dave'])?.person.id).toBe('bob');
  });

  test('is a shared screen, whoever speaks', () => {
    const sharing = peer('erin', { media: { audio: true, video: false, screen: true } });
    const tiles = tilesOf([...people, sharing], { erin: { screen: SCREEN } });
    expect(featuredTile(tiles, ['bob'])?.key).toBe('screen:erin');
  });
});

test('the own tile tells what this user sends', () => {
  const local = { stream: null, audio: 'muted', video: 'requesting', problem: null } as const;
  expect(tileStatus(ownTile({ id: 'alice', name: 'Alice' }, local, true))).toBe(
    'muted, camera off, hand raised',
  );
});
