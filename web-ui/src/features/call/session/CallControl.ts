import { EndReason } from '../../../gen/visavis/v1/common_pb';
import type { CallMedia as MediaType, Person } from '../../../lib/person';
import { withEndedCall } from '../model/callEnd';
import * as messages from '../model/messages';
import type { AbandonReason, CallNotice, CallPhase, Ringing } from '../model/model';
import { callIdOf, commonMedia, isGroupRing, ringingCalls } from '../model/model';
import type { UserId } from '../model/peers';
import { abandonNotice, TAB_NOT_IN_USE } from '../model/problemText';
import { endNotice, HAND_OFF_FAILED } from '../model/text';
import type { CallContext } from './CallContext';
import type { CallMedia } from './CallMedia';
import type { EndedCalls } from './EndedCalls';
import type { Negotiation } from './Negotiation';

interface ControlSettings extends CallContext {
  media: CallMedia;
  negotiation: Negotiation;
  endedCalls: EndedCalls;
}

/** Starts, joins and ends the call of this device, together with its media. */
export class CallControl {
  readonly #settings: ControlSettings;

  constructor(settings: ControlSettings) {
    this.#settings = settings;
  }

  initiateCall(peer: Person, media: MediaType): void {
    this.startGroup([peer], media);
  }

  /** Calls several people at once. */
  startGroup(people: readonly Person[], media: MediaType): void {
    const { browser, socket, dispatch, model } = this.#settings;
    const { phase, serverConnection } = model();
    if (phase.kind !== 'idle' || people.length === 0) return;
    if (serverConnection.kind === 'refused') {
      dispatch({ type: 'notice', notice: TAB_NOT_IN_USE });
      return;
    }
    const key = browser.newIdempotencyKey();
    const callees = people.map(({ id }) => id);
    dispatch({ type: 'outgoingStarted', key, people, media });
    socket.command(messages.initiateCall(key, callees, media));
    if (serverConnection.kind === 'registered') this.prepare();
  }

  /**
   * Answers a ringing call. Ends the current call first. `media` is what this user sends: a video call that is answered
   * without video stays a video call.
   */
  answer(callId: string, media: MediaType = 'video'): void {
    const model = this.#settings.model();
    const ring = ringingCalls(model).find((candidate) => candidate.callId === callId);
    if (!ring) return;
    if (model.phase.kind !== 'idle' && model.phase.kind !== 'incoming') this.hangUp();
    this.join(ring, commonMedia(ring.media, media));
  }

  /** Rings more people into the call. A call of two becomes a group call. */
  invite(userIds: readonly UserId[]): void {
    const { model, socket, browser } = this.#settings;
    const { phase } = model();
    if (phase.kind !== 'active' || userIds.length === 0) return;
    socket.command(messages.invite(phase.callId, userIds, browser.newIdempotencyKey()));
  }

  /** Joins a live group call, for example from the history. `people` are shown until the server has said who is there. */
  joinCall(callId: string, people: readonly Person[] = [], wanted: MediaType = 'video'): void {
    const { model, socket, dispatch, endedCalls, media } = this.#settings;
    const { phase, serverConnection } = model();
    if (callIdOf(phase) === callId || serverConnection.kind === 'refused') return;
    if (phase.kind !== 'idle' && phase.kind !== 'incoming') this.hangUp();
    endedCalls.forget(callId);
    media.links.close();
    dispatch({ type: 'rejoined', callId, people, media: wanted });
    media.local.open(wanted);
    media.links.prefetchIceServers();
    socket.command(messages.joinCall(callId));
  }

  /** Leaves a group call, which goes on for the others. Ends any other call. */
  leave(): void {
    this.hangUp();
  }

  /** Ends a group call for everybody. The server lets only its initiator do this. */
  endForAll(): void {
    const { model, browser } = this.#settings;
    const now = model();
    if (now.phase.kind !== 'active') return;
    const seconds = Math.round((browser.now() - now.phase.since) / 1000);
    this.#end(endNotice(EndReason.ENDED, now, seconds), true);
  }

  decline(callId: string): void {
    const { model, socket, dispatch, endedCalls } = this.#settings;
    const isHandOff = ringingCalls(model()).some((ring) => ring.callId === callId && ring.transfer);
    if (!isHandOff) endedCalls.add(callId); // a declined hand-off leaves the call on the other device
    socket.command(messages.declineCall(callId));
    dispatch({ type: 'declined', callId });
  }

  /** Shows the others that this user wants to speak. The screen changes with the server's reply. */
  raiseHand(raised: boolean): void {
    const { model, socket } = this.#settings;
    const { phase } = model();
    if (phase.kind === 'active') socket.send(messages.raiseHand(phase.callId, raised));
  }

  /** Ends the current call, or the attempt to make one. */
  hangUp(): void {
    const model = this.#settings.model();
    const { phase } = model;
    if (phase.kind === 'incoming') this.decline(phase.ring.callId);
    else if (phase.kind !== 'active') this.#end(null);
    else {
      const seconds = Math.round((this.#settings.browser.now() - phase.since) / 1000);
      this.#end(endNotice(EndReason.ENDED, model, seconds));
    }
  }

  /** Answers without asking the user. After glare, this user's microphone and camera stay as they are. */
  join(ring: Ringing, sent: MediaType = ring.media): void {
    const { media, negotiation, dispatch, model } = this.#settings;
    const { phase } = model();
    media.links.close();
    dispatch({ type: 'answered', ring });
    if (ring.transfer) media.local.expectHandOff();
    else if (phase.kind !== 'outgoing') media.local.open(sent);
    else {
      media.local.openIfClosed(sent);
      if (phase.media === 'video' && sent === 'audio') media.local.audioOnly();
    }
    if (isGroupRing(ring)) negotiation.answerGroup(ring.callId);
    else negotiation.answerWithOffer(ring.callId, ring.caller.id);
  }

  /** For an outgoing call: opens microphone and camera, and gets ready for the callee's offer. */
  prepare(): void {
    const { model, media, negotiation } = this.#settings;
    const { phase } = model();
    if (phase.kind !== 'outgoing') return;
    media.local.openIfClosed(phase.media);
    media.links.prefetchIceServers();
    if (!phase.isGroup) negotiation.prepare(phase.peers.keys());
  }

  /** This device stops trying: the call cannot be connected any more. */
  abandon(reason: AbandonReason): void {
    const { phase, serverConnection } = this.#settings.model();
    if (phase.kind === 'joining' && phase.viaHandOff) this.leaveOnOtherDevice(phase.callId);
    else this.#end(abandonNotice(reason, phase, serverConnection));
  }

  /** A hand-off to this device has failed: the call continues on the other device. */
  leaveOnOtherDevice(callId: string): void {
    this.#settings.dispatch({ type: 'leftOnOtherDevice', callId, notice: HAND_OFF_FAILED });
    this.release();
    this.#settings.socket.forget(callId);
  }

  /** The current call is over, or this device has left it. Does nothing if `callId` is another call. */
  endCurrentCall(callId: string | null, notice: CallNotice | null, hasLeft = false): void {
    const { model, dispatch, browser } = this.#settings;
    const before = model();
    dispatch({ type: 'ended', callId, notice: withEndedCall(notice, before, browser.now(), hasLeft) });
    if (model().phase !== before.phase) this.release(callId);
  }

  /** Releases what belonged to the call of `before`, if the server's last message has ended it here. */
  releaseAfter(before: CallPhase): void {
    const { phase, callOnOtherDevice } = this.#settings.model();
    const callId = callIdOf(before);
    if (callId === null || callIdOf(phase) === callId) return;
    if (callOnOtherDevice?.callId !== callId) {
      this.release(callId);
      return;
    }
    this.#settings.media.keepOpenBriefly();
    this.#settings.socket.forget(callId);
  }

  /** Closes the media; later messages about `callId` are ignored. */
  release(callId: string | null = null): void {
    this.#settings.media.close();
    if (callId === null) return;
    this.#settings.endedCalls.add(callId);
    this.#settings.socket.forget(callId);
  }

  #end(notice: CallNotice | null, forEveryone = false): void {
    const { model, socket, endedCalls } = this.#settings;
    const { phase } = model();
    if (phase.kind === 'idle' || phase.kind === 'incoming') return;
    const { callId } = phase;
    if (phase.kind === 'outgoing' && callId === null) endedCalls.abandon(phase.key);
    if (callId !== null) socket.command(messages.endCall(callId, forEveryone));
    this.endCurrentCall(callId, notice, !forEveryone);
  }
}
