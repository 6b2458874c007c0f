import type { Person } from '../../../../lib/person';
import { remoteMedia, speakers } from '../../model/media';
import type { CallModel, LocalMedia, WeakLink } from '../../model/model';
import type { Peer, Peers, UserId } from '../../model/peers';
import { isInCall } from '../../model/peers';
import { weakLabel } from '../../model/weakText';
import type { TileKey } from './arrangement';

/** What a tile shows: a person's camera, or the screen that they share. */
export interface StageTile {
  readonly key: TileKey;
  readonly person: Person;
  readonly kind: 'camera' | 'screen';
  /** null: shows the person's picture or initials. */
  readonly stream: MediaStream | null;
  readonly muted: boolean;
  readonly cameraOff: boolean;
  readonly handRaised: boolean;
  readonly speaking: boolean;
  /** The person's connection is interrupted, or their picture has stopped. */
  readonly reconnecting: boolean;
  /** The picture is left out because this device's connection is too slow for it. */
  readonly paused: boolean;
  /** The person's link is not good; null if it is. */
  readonly weakLink: WeakLink | null;
}

export function tileKey(userId: UserId, kind: StageTile['kind']): TileKey {
  return `${kind}:${userId}`;
}

/** The tiles of the others who are in the call, in the order in which they joined. A shared screen has one before it arrives. */
export function stageTiles(
  model: Pick<CallModel, 'remote' | 'speakers' | 'weakLinks'>,
  peers: Peers,
): readonly StageTile[] {
  return [...peers.values()]
    .filter(isInCall)
    .sort((one, other) => (one.joinedAt ?? Infinity) - (other.joinedAt ?? Infinity) || 0)
    .flatMap((peer) => tilesOf(model, peer));
}

function tilesOf(
  model: Pick<CallModel, 'remote' | 'speakers' | 'weakLinks'>,
  peer: Peer,
): readonly StageTile[] {
  const { person, media, handRaised, state } = peer;
  const { camera, screen, frozen, paused } = remoteMedia(model, person.id);
  const shared = { person, reconnecting: state === 'reconnecting' || frozen };
  const tile: StageTile = {
    ...shared,
    key: tileKey(person.id, 'camera'),
    kind: 'camera',
    stream: media.video ? camera : null,
    muted: !media.audio,
    cameraOff: !media.video,
    handRaised,
    speaking: media.audio && speakers(model).includes(person.id), // the sound of a shared tab is no speech
    paused,
    weakLink: model.weakLinks.get(person.id) ?? null,
  };
  if (!media.screen) return [tile];
  const silent = {
    muted: false,
    cameraOff: false,
    handRaised: false,
    speaking: false,
    paused: false,
    weakLink: null,
  };
  return [tile, { ...shared, ...silent, key: tileKey(person.id, 'screen'), kind: 'screen', stream: screen }];
}

/** This user's own tile. */
export function ownTile(person: Person, local: LocalMedia, handRaised: boolean): StageTile {
  return {
    key: 'own',
    person,
    kind: 'camera',
    stream: null,
    muted: local.audio !== 'on',
    cameraOff: local.video !== 'on',
    handRaised,
    speaking: false,
    reconnecting: false,
    paused: false,
    weakLink: null,
  };
}

/** The tile to show if there is room for only one: a shared screen, the loudest speaker, or somebody with a camera. */
export function featuredTile(tiles: readonly StageTile[], loudest: readonly UserId[]): StageTile | null {
  const cameras = tiles.filter(({ kind }) => kind === 'camera');
  return (
    tiles.find(({ kind }) => kind === 'screen') ??
    loudest.flatMap((id) => cameras.filter(({ person }) => person.id === id))[0] ??
    cameras.find(({ cameraOff }) => !cameraOff) ??
    cameras[0] ??
    null
  );
}

/** What is to be known about a tile's person, as a text. */
export function tileStatus(tile: Omit<StageTile, 'key' | 'person' | 'stream' | 'kind'>): string {
  return [
    tile.reconnecting && 'reconnecting',
    tile.weakLink !== null && !tile.reconnecting && weakLabel(tile.weakLink),
    tile.speaking && 'speaking',
    tile.muted && 'muted',
    tile.cameraOff && 'camera off',
    tile.paused && 'video paused because your connection is slow',
    tile.handRaised && 'hand raised',
  ]
    .filter((part) => part !== false)
    .join(', ');
}
