import { timestampMs } from '@bufbuild/protobuf/wkt';
import type { Participant, UserInfo } from '../../../gen/visavis/v1/common_pb';
import { ParticipantState } from '../../../gen/visavis/v1/common_pb';
import type { CallMedia, Person } from '../../../lib/person';

export type UserId = string;

/** The other end of a media connection: the user id of a peer, or `sfu` for the selective forwarding unit. */
export type FarEnd = string;

/** The selective forwarding unit: the media server. */
export const SFU = 'sfu';

/** Whether a participant sends audio and video, and shares a screen. */
export interface MediaFlags {
  readonly audio: boolean;
  readonly video: boolean;
  readonly screen: boolean;
}

/** Another participant of the call. */
export interface Peer {
  readonly person: Person;
  /** `reconnecting`: the peer has lost its connection to the server; its media may continue. */
  readonly state: 'ringing' | 'joined' | 'reconnecting' | 'left';
  readonly media: MediaFlags;
  readonly handRaised: boolean;
  /** When this peer joined, in epoch milliseconds of the server's clock; null if it has never been in the call. */
  readonly joinedAt: number | null;
}

/** The participants of a call other than this user, in the server's order. A call has at least one. */
export type Peers = ReadonlyMap<UserId, Peer>;

const UNKNOWN: Peer = {
  person: { id: '', name: 'Unknown' },
  state: 'left',
  media: { audio: false, video: false, screen: false },
  handRaised: false,
  joinedAt: null,
};

/** The roster of a call with one peer. */
export function onePeer(person: Person, state: Peer['state'], media: CallMedia): Peers {
  return peersFrom([person], state, media);
}

/** A roster of people who are all in the same state. */
export function peersFrom(people: readonly Person[], state: Peer['state'], media: CallMedia): Peers {
  const flags = { audio: true, video: media === 'video', screen: false };
  return new Map(
    people.map((person) => [person.id, { person, state, media: flags, handRaised: false, joinedAt: null }]),
  );
}

/** Whether the peer is in the call, possibly without a connection to the server. */
export function isInCall({ state }: Pick<Peer, 'state'>): boolean {
  return state === 'joined' || state === 'reconnecting';
}

/** The ids of the peers who are in the call, in the server's order. */
export function idsInCall(peers: Peers): UserId[] {
  return [...peers].filter(([, peer]) => isInCall(peer)).map(([userId]) => userId);
}

/** The peer of a call of two people; in a group call, its first peer. */
export function firstPeer(peers: Peers): Peer {
  const [first = UNKNOWN] = peers.values();
  return first;
}

/** The roster in the server's state of a call. */
export function peersOf(participants: readonly Participant[], me: UserId | null): Peers {
  return new Map(
    participants
      .filter(({ userId }) => userId !== me)
      .map(({ userId, name, avatarUrl, state, audio, video, screen, hand, joinedAt }) => [
        userId,
        {
          person: toPerson({ id: userId, name, avatarUrl }),
          state: toState(state),
          media: { audio, video, screen },
          handRaised: hand,
          joinedAt: joinedAt ? timestampMs(joinedAt) : null,
        },
      ]),
  );
}

/** When this user joined, in epoch milliseconds of the server's clock. */
export function ownJoinedAt(participants: readonly Participant[], me: UserId | null): number | null {
  const joinedAt = participants.find(({ userId }) => userId === me)?.joinedAt;
  return joinedAt ? timestampMs(joinedAt) : null;
}

/** Sets what a peer sends, and whether it has raised a hand. Flags that are undefined stay unchanged. */
export function withMedia(
  peers: Peers,
  userId: UserId,
  flags: Partial<Record<keyof MediaFlags | 'hand', boolean | undefined>>,
): Peers {
  const peer = peers.get(userId);
  if (!peer) return peers;
  const { media, handRaised } = peer;
  const { audio = media.audio, video = media.video, screen = media.screen, hand = handRaised } = flags;
  return new Map(peers).set(userId, { ...peer, media: { audio, video, screen }, handRaised: hand });
}

/** The peer has joined. */
export function withJoined(peers: Peers, userId: UserId): Peers {
  const peer = peers.get(userId);
  return peer ? new Map(peers).set(userId, { ...peer, state: 'joined' }) : peers;
}

export function toPerson({
  id,
  name,
  avatarUrl,
}: {
  id: string;
  name: string;
  avatarUrl?: UserInfo['avatarUrl'] | undefined;
}): Person {
  return avatarUrl === undefined ? { id, name } : { id, name, avatarUrl };
}

function toState(state: ParticipantState): Peer['state'] {
  switch (state) {
    case ParticipantState.RINGING:
      return 'ringing';
    case ParticipantState.RECONNECTING:
      return 'reconnecting';
    case ParticipantState.LEFT:
    case ParticipantState.DECLINED:
    case ParticipantState.MISSED:
      return 'left';
    case ParticipantState.JOINED:
    case ParticipantState.UNSPECIFIED:
      return 'joined';
  }
}
