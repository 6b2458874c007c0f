import type { CallMedia, Person } from '../../../lib/person';
import type { ServerConnection } from '../../../lib/signaling/SignalingSocket';

/** What a participant sends. */
export interface MediaFlags {
  readonly audio: boolean;
  readonly video: boolean;
}

/** A call that rings here. */
export interface Ringing {
  readonly callId: string;
  readonly caller: Person;
  readonly media: CallMedia;
  /** The user is in another call, perhaps on another device. */
  readonly callWaiting: boolean;
  /** Another device of the user hands its call over. */
  readonly transfer: boolean;
}

/** Another device of this user. */
export interface OtherDevice {
  readonly deviceId: string;
  readonly name: string;
}

/** How media between the two sides fares. */
export type LinkState = 'connecting' | 'connected' | 'reconnecting' | 'failed';

/** What is wrong with the connection of a call. */
export type ConnectionProblem =
  | {
      readonly kind: 'interrupted';
      /**
       * Whose connection it is; `between`: both sides reach the server, and not each other; `left`: the far side's page was
       * closed, or is loaded anew.
       */
      readonly side: 'own' | 'peer' | 'between' | 'peerLeft';
      /** The call is over then, by the clock of this device in epoch milliseconds; null: it may last. */
      readonly endsAt: number | null;
      /** What is heard and seen of the far side is old. */
      readonly frozen: boolean;
    }
  /** Much is lost on the way: `in` from the far side, `out` to it. */
  | { readonly kind: 'poor'; readonly direction: 'in' | 'out' };

/** Why this device stops trying to connect a call. */
export type AbandonReason = 'notInitiated' | 'notConnected' | 'own' | 'peer' | 'between' | 'peerLeft';

/**
 * What this device does; one call at a time. The arrows:
 *
 *     idle -> dialing -> active -> idle        we call
 *     idle -> incoming -> joining -> active    we are called
 *     idle -> joining -> active                we take over a call of another device of ours
 *     active -> idle, elsewhere                another device of ours takes the call over
 *     idle -> active                           the page was reloaded in mid-call
 *
 * and from anywhere back to idle, with a notice that says why.
 */
export type CallPhase =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'outgoing';
      /** Identifies the attempt: the same key makes the same call, however often it is sent. */
      readonly key: string;
      readonly callId: string | null;
      readonly peer: Person;
      readonly media: CallMedia;
      /** A device of the callee is alerting. */
      readonly alerting: boolean;
    }
  | { readonly kind: 'incoming'; readonly ring: Ringing }
  | {
      readonly kind: 'joining';
      readonly callId: string;
      readonly peer: Person;
      readonly media: CallMedia;
      /** This user made the call. */
      readonly isInitiator: boolean;
      /** The call comes from another device of this user, and is there until this one is up. */
      readonly viaHandOff: boolean;
    }
  | {
      readonly kind: 'active';
      readonly callId: string;
      readonly version: number;
      readonly peer: Person;
      readonly media: CallMedia;
      /** This user made the call. */
      readonly isInitiator: boolean;
      /** The clock of this device, in epoch milliseconds. */
      readonly since: number;
      readonly link: LinkState;
      readonly remote: MediaFlags;
      /** The far side's line to the server is down; its media may well go on. */
      readonly peerReconnecting: boolean;
      readonly problem: ConnectionProblem | null;
      /** The device that this one offers the call to; until it is up there, nothing changes here. */
      readonly handOff: OtherDevice | null;
    };

/** What this device captures. `null` for a stream: nothing yet, or nothing at all. */
export interface LocalMedia {
  readonly stream: MediaStream | null;
  /** `asking`: the browser opens it, and may be asking the user. Nothing is heard or seen until it is `on`. */
  readonly audio: 'requesting' | 'on' | 'muted' | 'missing';
  readonly video: 'requesting' | 'on' | 'off';
  /** Why a microphone or a camera is missing, in words. */
  readonly problem: string | null;
}

export interface CallNotice {
  readonly tone: 'status' | 'alert';
  readonly text: string;
  /** Offers to call again. */
  readonly callAgain?: { readonly person: Person; readonly media: CallMedia };
}

/** A call in which another device of this user is. */
export interface CallOnOtherDevice {
  readonly callId: string;
  /** Not known until the server told. */
  readonly peer: Person | null;
  readonly media: CallMedia;
  readonly isInitiator: boolean;
}

export interface CallModel {
  readonly me: string | null;
  readonly serverConnection: ServerConnection;
  readonly phase: CallPhase;
  /** Calls that ring behind the one of the phase. */
  readonly waiting: readonly Ringing[];
  readonly callOnOtherDevice: CallOnOtherDevice | null;
  readonly local: LocalMedia;
  readonly remoteStream: MediaStream | null;
  /** The far side's new device: takes the place of `remoteStream` with its first picture. */
  readonly incomingStream: MediaStream | null;
  readonly notice: CallNotice | null;
}

export const NO_MEDIA: LocalMedia = { stream: null, audio: 'requesting', video: 'off', problem: null };

export const INITIAL_MODEL: CallModel = {
  me: null,
  serverConnection: { kind: 'connecting' },
  phase: { kind: 'idle' },
  waiting: [],
  callOnOtherDevice: null,
  local: NO_MEDIA,
  remoteStream: null,
  incomingStream: null,
  notice: null,
};

/** The call that the phase is about, once it has an id. */
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

export function peerOf(phase: CallPhase): Person | null {
  switch (phase.kind) {
    case 'idle':
      return null;
    case 'incoming':
      return phase.ring.caller;
    case 'outgoing':
    case 'joining':
    case 'active':
      return phase.peer;
  }
}

/** All calls that ring here. */
export function ringingCalls({ phase, waiting }: CallModel): readonly Ringing[] {
  return phase.kind === 'incoming' ? [phase.ring, ...waiting] : waiting;
}

/** A picture only where both want one. */
export function commonMedia(one: CallMedia, other: CallMedia): CallMedia {
  return one === 'video' && other === 'video' ? 'video' : 'audio';
}
