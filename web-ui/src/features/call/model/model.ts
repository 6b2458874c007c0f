import type { CallMedia, Person } from '../../../lib/person';
import type { ServerConnection } from '../../../lib/signaling/SignalingSocket';
import type { RemoteMedia, Topology } from './media';
import type { FarEnd, Peers, UserId } from './peers';
import { firstPeer } from './peers';

/** A call that rings on this device. */
export interface Ringing {
  readonly callId: string;
  readonly caller: Person;
  readonly media: CallMedia;
  /** Everybody in the call or invited, without this user; empty if the server did not say. */
  readonly peers: Peers;
  /** The person who invited this user, if not the caller. */
  readonly inviter: Person | null;
  /** The user is already in another call, possibly on another device. */
  readonly callWaiting: boolean;
  /** A hand-off from another device of the user. */
  readonly transfer: boolean;
}

/** Another device of this user. */
export interface OtherDevice {
  readonly deviceId: string;
  readonly name: string;
}

/** The state of a media connection. */
export type LinkState = 'connecting' | 'connected' | 'reconnecting' | 'failed';

/** What is wrong with the connection of a call. */
export type ConnectionProblem =
  | {
      readonly kind: 'interrupted';
      /**
       * Whose connection is interrupted. `between`: both sides reach the server, but not each other. `peerLeft`: the peer's
       * page was closed or is being reloaded.
       */
      readonly side: 'own' | 'peer' | 'between' | 'peerLeft';
      /** When the call will end, in epoch milliseconds of this device's clock; null if it continues regardless. */
      readonly endsAt: number | null;
      /** The peer's media has stopped. */
      readonly frozen: boolean;
    }
  /** The sound, the picture or both have stopped, although the peer sends them and the connection works. */
  | { readonly kind: 'stalled'; readonly audio: boolean; readonly video: boolean };

/** A participant's link that is not good. */
export interface WeakLink {
  /** As signal bars show it: 2 of 3 is weak, 1 is bad. */
  readonly bars: 1 | 2;
  /** What is done about it: pictures are smaller, or left out. null: nothing yet. */
  readonly remedy: 'smaller' | 'audioOnly' | null;
}

/** This device's own link among `weakLinks`. */
export const OWN = 'own';

/** Why this device stops trying to connect a call. */
export type AbandonReason = 'notInitiated' | 'notConnected' | 'own' | 'peer' | 'between' | 'peerLeft';

/**
 * The phase of this device's call; one call at a time. The arrows:
 *
 *     idle -> outgoing -> active -> idle       we call
 *     idle -> incoming -> joining -> active    we are called
 *     idle -> joining -> active                we take over a call of our other device
 *     active -> idle                           our other device takes the call over
 *     idle -> active                           the page was reloaded during a call
 *
 * and from any phase back to idle, with a notice that gives the reason.
 */
export type CallPhase =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'outgoing';
      /** The idempotency key: sending it again does not create a second call. */
      readonly key: string;
      readonly callId: string | null;
      readonly peers: Peers;
      readonly media: CallMedia;
      readonly isGroup: boolean;
      /** A device of the callee is alerting. */
      readonly alerting: boolean;
      /** It has rung for most of the time that a call rings. */
      readonly noAnswerYet: boolean;
    }
  | { readonly kind: 'incoming'; readonly ring: Ringing }
  | {
      readonly kind: 'joining';
      readonly callId: string;
      /** Empty for a group call whose state is not known yet. */
      readonly peers: Peers;
      readonly media: CallMedia;
      readonly isGroup: boolean;
      /** Whether this user started the call. */
      readonly isInitiator: boolean;
      /** A hand-off: the call stays on the user's other device until this device has joined. */
      readonly viaHandOff: boolean;
    }
  | {
      readonly kind: 'active';
      readonly callId: string;
      readonly version: number;
      readonly peers: Peers;
      readonly media: CallMedia;
      readonly isGroup: boolean;
      readonly topology: Topology;
      /** The generation of the call's room on the SFU; null while it has none. */
      readonly room: number | null;
      /** When this user joined, in epoch milliseconds of the server's clock; null until the server has said it. */
      readonly joinedAt: number | null;
      /** Whether this user started the call. */
      readonly isInitiator: boolean;
      /** In epoch milliseconds of this device's clock. */
      readonly since: number;
      readonly problem: ConnectionProblem | null;
      /** This user's hand, as the server and so everybody else knows it. */
      readonly handRaised: boolean;
      /** The device that the call is offered to. Nothing changes here until that device has joined. */
      readonly handOff: OtherDevice | null;
    };

/** What this device captures. `stream` is null if nothing is captured. */
export interface LocalMedia {
  readonly stream: MediaStream | null;
  /** `requesting`: the browser is opening the device, and may be asking the user. Nothing is sent until it is `on`. */
  readonly audio: 'requesting' | 'on' | 'muted' | 'missing';
  readonly video: 'requesting' | 'on' | 'off';
  /** A text for the user: why a microphone or a camera is missing. */
  readonly problem: string | null;
}

/** The screen, window or tab that this device shares. */
export interface OwnScreen {
  /** `choosing`: the browser asks the user what to share. */
  readonly state: 'off' | 'choosing' | 'on';
  /** The picture, without sound; null unless the state is `on`. */
  readonly stream: MediaStream | null;
  /** Whether the sound of a tab is shared too. */
  readonly hasSound: boolean;
}

/** A call that was connected and is over on this device. */
export interface EndedCall {
  readonly callId: string;
  /** Everybody else who was rung or in the call. */
  readonly people: readonly Person[];
  readonly media: CallMedia;
  readonly isGroup: boolean;
  /** How long this user was in the call. */
  readonly seconds: number;
  /** The others are still in the call, so that this user can join it again. */
  readonly goesOn: boolean;
}

export interface CallNotice {
  readonly tone: 'status' | 'alert';
  readonly text: string;
  /** The call that has ended; absent if it was never connected. */
  readonly endedCall?: EndedCall;
  /** The call has ended as calls do: `text` explains nothing. */
  readonly isOrdinary?: true;
  /** Offers to call these people again, in one call. */
  readonly callAgain?: { readonly people: readonly Person[]; readonly media: CallMedia };
}

/** A call on another device of this user. */
export interface CallOnOtherDevice {
  readonly callId: string;
  /** Empty until the server has sent the call's state. */
  readonly peers: Peers;
  readonly media: CallMedia;
  readonly isGroup: boolean;
  readonly isInitiator: boolean;
}

/** A media connection, as far as the screen shows it. */
export interface MediaLink {
  readonly state: LinkState;
  readonly stream: MediaStream | null;
  /** The stream of the peer's new device. Replaces `stream` with its first frame. */
  readonly incomingStream: MediaStream | null;
  /** Carries the screen of the peer while the peer shares one; null if it has never done so. */
  readonly screen: MediaStream | null;
}

export interface CallModel {
  readonly me: string | null;
  readonly serverConnection: ServerConnection;
  readonly phase: CallPhase;
  /** Calls that ring in addition to the current one. */
  readonly waiting: readonly Ringing[];
  readonly callOnOtherDevice: CallOnOtherDevice | null;
  readonly local: LocalMedia;
  readonly ownScreen: OwnScreen;
  /** The media connections of the current call. */
  readonly links: ReadonlyMap<FarEnd, MediaLink>;
  /** What the other participants send, as far as it can be shown. */
  readonly remote: ReadonlyMap<UserId, RemoteMedia>;
  /** The ids of those who speak, the loudest first. */
  readonly speakers: readonly UserId[];
  /** The links that are not good, by user id; this device's own under `OWN`. */
  readonly weakLinks: ReadonlyMap<UserId, WeakLink>;
  readonly notice: CallNotice | null;
}

export const NO_MEDIA: LocalMedia = { stream: null, audio: 'requesting', video: 'off', problem: null };

export const NO_SCREEN: OwnScreen = { state: 'off', stream: null, hasSound: false };

export const INITIAL_MODEL: CallModel = {
  me: null,
  serverConnection: { kind: 'connecting' },
  phase: { kind: 'idle' },
  waiting: [],
  callOnOtherDevice: null,
  local: NO_MEDIA,
  ownScreen: NO_SCREEN,
  links: new Map(),
  remote: new Map(),
  speakers: [],
  weakLinks: new Map(),
  notice: null,
};

/** The id of the phase's call; null if it has none yet. */
export function callIdOf(phase: CallPhase): string | null {
  switch (phase.kind) {
    case 'idle':
      return null;
    case 'incoming':
      return phase.ring.callId;
    case 'outgoing':
    case 'joining':
    case 'active':
      return phase.callId;
  }
}

/** The other person of the phase's call; in a group call, the first one. */
export function peerOf(phase: CallPhase): Person | null {
  switch (phase.kind) {
    case 'idle':
      return null;
    case 'incoming':
      return phase.ring.caller;
    case 'outgoing':
    case 'joining':
    case 'active':
      return firstPeer(phase.peers).person;
  }
}

/** All calls that ring on this device. */
export function ringingCalls({ phase, waiting }: CallModel): readonly Ringing[] {
  return phase.kind === 'incoming' ? [phase.ring, ...waiting] : waiting;
}

/** Whether more than two people belong to the ringing call. In a hand-off, the call of the other device. */
export function isGroupRing({ peers }: Pick<Ringing, 'peers'>): boolean {
  return peers.size > 1;
}

/** Whether the picture of the peer stands still, because the connection or only the picture has failed. */
export function isPictureFrozen(phase: CallPhase): boolean {
  if (phase.kind !== 'active' || !phase.problem) return false;
  switch (phase.problem.kind) {
    case 'interrupted':
      return phase.problem.frozen;
    case 'stalled':
      return phase.problem.video;
  }
}

/** Video only if both sides want video. */
export function commonMedia(one: CallMedia, other: CallMedia): CallMedia {
  return one === 'video' && other === 'video' ? 'video' : 'audio';
}

const NO_LINK: MediaLink = { state: 'connecting', stream: null, incomingStream: null, screen: null };

/** The media connection to a far end. It is `connecting` until there is one. */
export function linkTo({ links }: Pick<CallModel, 'links'>, farEnd: FarEnd): MediaLink {
  return links.get(farEnd) ?? NO_LINK;
}

/** The media connection to the first peer of the phase's call; in a group, the first one that is connected. */
export function firstLink({ links, phase }: Pick<CallModel, 'links' | 'phase'>): MediaLink {
  if (phase.kind === 'active' && phase.isGroup)
    for (const link of links.values()) if (link.state === 'connected') return link;
  return linkTo({ links }, peerOf(phase)?.id ?? '');
}
