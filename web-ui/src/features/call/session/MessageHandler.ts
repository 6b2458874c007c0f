import { timestampMs } from '@bufbuild/protobuf/wkt';
import type { Call } from '../../../gen/visavis/v1/common_pb';
import { CallState, CallType, DeviceRole, EndReason } from '../../../gen/visavis/v1/common_pb';
import type { Registered, SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import { isMovedToSfu, parseRequestId, requestId, ringing, sync } from '../model/messages';
import type { CallPhase } from '../model/model';
import { callIdOf } from '../model/model';
import type { CallContext } from './CallContext';
import type { CallControl } from './CallControl';
import type { CallMedia } from './CallMedia';
import { CallRecovery } from './CallRecovery';
import type { ConnectionMonitor } from './ConnectionMonitor';
import type { EndedCalls } from './EndedCalls';
import { ErrorReplies } from './ErrorReplies';
import { GlareResolution } from './GlareResolution';
import type { GroupMedia } from '../group/GroupMedia';
import type { Negotiation } from './Negotiation';

interface HandlerSettings extends CallContext {
  control: CallControl;
  media: CallMedia;
  negotiation: Negotiation;
  group: GroupMedia;
  endedCalls: EndedCalls;
  monitor: ConnectionMonitor;
  /** Takes the messages that do not concern a call. */
  onOtherMessage: (message: SignalingMessage) => void;
}

/** The server ends the ringing; this device does so only if it receives nothing for this much longer. */
const RING_TIMEOUT_MARGIN_MS = 3000;

/** The server rings for 30 s unless it is configured differently, and does not tell the caller. The caller hears 5 s earlier. */
const NO_ANSWER_YET_AFTER_MS = 25_000;

/** Applies each message of the server to the model, then carries out what follows from it. */
export class MessageHandler {
  readonly #settings: HandlerSettings;
  readonly #errorReplies: ErrorReplies;
  readonly #recovery: CallRecovery;
  readonly #glare: GlareResolution;

  constructor(settings: HandlerSettings) {
    const { control, media, negotiation, group, socket, model, dispatch } = settings;
    this.#settings = settings;
    this.#errorReplies = new ErrorReplies({ socket, model, dispatch, control });
    this.#recovery = new CallRecovery({ socket, model, control, media, negotiation, group });
    this.#glare = new GlareResolution({
      model,
      dispatch,
      localMedia: media.local,
      join: (ring, endedCallId) => {
        settings.endedCalls.add(endedCallId);
        socket.forget(endedCallId);
        control.join(ring);
      },
    });
  }

  handle(message: SignalingMessage): void {
    const { model, dispatch, browser, control, media, monitor, endedCalls } = this.#settings;
    const { body, callId = '' } = message;
    if (endedCalls.handle(message)) {
      if (body.case === 'error') this.#errorReplies.receive(message, body.value);
      return;
    }
    if (body.case === 'registered') body.value.calls = endedCalls.liveCalls(body.value, model().phase);
    if (body.case === 'callEnded' && body.value.reason === EndReason.GLARE)
      this.#glare.ended(callId, body.value);
    const before = model().phase;
    dispatch({ type: 'messageReceived', message, now: browser.now() });
    control.releaseAfter(before);
    if (before.kind !== 'active') media.local.announce();
    monitor.update(model().phase, message);
    this.#react(message, before);
  }

  /** Call this with each new phase. */
  update(phase: CallPhase): void {
    if (phase.kind === 'idle') this.#errorReplies.reset();
  }

  #react(message: SignalingMessage, before: CallPhase): void {
    const { model, socket, negotiation, onOtherMessage } = this.#settings;
    const { body, callId = '' } = message;
    switch (body.case) {
      case 'registered':
        this.#recovery.registered(body.value.calls, before);
        if (before.kind === 'idle') this.#onStillRinging(body.value);
        break;
      case 'callInitiated':
        socket.settle(requestId('initiate_call', message.idempotencyKey ?? ''));
        if (body.value.state !== CallState.RINGING) socket.command(sync(callId));
        else this.#expectAnswer(callId, NO_ANSWER_YET_AFTER_MS);
        break;
      case 'ring':
        this.#onRing(callId, body.value.expiresInMs);
        break;
      case 'callState':
        socket.settle(requestId('sync', callId));
        if (parseRequestId(message.requestId).name === 'invite') socket.settle(message.requestId ?? '');
        this.#onCallState(body.value, before);
        break;
      case 'callElsewhere': {
        const { callOnOtherDevice } = model();
        if (callOnOtherDevice?.callId === callId && callOnOtherDevice.peers.size === 0)
          socket.command(sync(callId));
        break;
      }
      case 'error':
        this.#errorReplies.receive(message, body.value);
        break;
      case 'e2ee':
        if (isMovedToSfu(message) && callIdOf(model().phase) === callId)
          this.#settings.group.peerMoved(body.value.from ?? '');
        break;
      case 'presence':
      case 'missedCalls':
        onOtherMessage(message);
        break;
      default:
        negotiation.receive(message);
    }
  }

  #onRing(callId: string, expiresInMs: number): void {
    const { socket, media, dispatch } = this.#settings;
    socket.send(ringing(callId));
    media.links.prefetchIceServers();
    setTimeout(() => {
      dispatch({ type: 'ringExpired', callId });
    }, expiresInMs + RING_TIMEOUT_MARGIN_MS);
  }

  /** The page was reloaded while its call rings. */
  #onStillRinging({ calls, serverTime }: Registered): void {
    const { phase } = this.#settings.model();
    const call = calls.find(({ callId }) => phase.kind === 'outgoing' && callId === phase.callId);
    if (!call?.createdAt || !serverTime) return;
    const rungMs = timestampMs(serverTime) - timestampMs(call.createdAt);
    this.#expectAnswer(call.callId, Math.max(0, NO_ANSWER_YET_AFTER_MS - rungMs));
  }

  #expectAnswer(callId: string, withinMs: number): void {
    setTimeout(() => {
      this.#settings.dispatch({ type: 'noAnswerYet', callId });
    }, withinMs);
  }

  #onCallState(call: Call, before: CallPhase): void {
    const { socket, model, media } = this.#settings;
    if (call.thisDevice === DeviceRole.JOINED && call.state === CallState.CONNECTED) {
      socket.settle(requestId('answer_call', call.callId));
      socket.settle(requestId('transfer_call', call.callId));
      socket.settle(requestId('join_call', call.callId));
    }
    if (callIdOf(model().phase) !== call.callId) return;
    this.#recovery.callContinues(call.callId);
    if (before.kind === 'idle') this.#recovery.restore(call);
    if (before.kind === 'joining' && before.viaHandOff) media.local.restore(call);
    if (before.kind === 'joining' && call.callType === CallType.AUDIO) this.#glare.audioOnly();
  }
}
