import type { Call } from '../../../gen/visavis/v1/common_pb';
import { CallState, CallType, DeviceRole, EndReason } from '../../../gen/visavis/v1/common_pb';
import type { SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import type { CallMedia, Person } from '../../../lib/person';
import { SeenIds } from '../../../lib/signaling/SeenIds';
import type { ServerConnection } from '../../../lib/signaling/SignalingSocket';
import { SignalingSocket } from '../../../lib/signaling/SignalingSocket';
import type { BrowserApi } from './browserApi';
import { CallRecovery } from './CallRecovery';
import { ErrorReplies } from './ErrorReplies';
import { EndedCalls } from './EndedCalls';
import { GlareResolution } from './GlareResolution';
import { MediaLinks } from '../media/MediaLinks';
import * as messages from '../model/messages';
import { requestId } from '../model/messages';
import type { CallModel, CallPhase, CallNotice, Ringing } from '../model/model';
import { commonMedia, callIdOf, ringingCalls, INITIAL_MODEL } from '../model/model';
import { HandOffCommands } from './HandOffCommands';
import { Negotiation } from './Negotiation';
import { QualityReports } from '../media/QualityReports';
import type { CallAction } from '../model/reduce';
import { reduce } from '../model/reduce';
import { LocalMediaSender } from '../media/LocalMediaSender';
import { abandonNotice, TAB_NOT_IN_USE } from '../model/problemText';
import { TabCoordinator } from './TabCoordinator';
import type { AbandonReason } from './ConnectionMonitor';
import { ConnectionMonitor } from './ConnectionMonitor';
import { endNotice, HAND_OFF_FAILED } from '../model/text';

const MAX_SEEN_MESSAGES = 2048;
/** The server ends the ringing; this device does it by itself only if it hears nothing. */
const RING_TIMEOUT_MARGIN_MS = 3000;

/** One device's calls. Alone owns the socket, the peer connections and the camera; tells whoever listens of each new model. */
export class CallSession {
  readonly #browser: BrowserApi;
  readonly #socket: SignalingSocket;
  readonly #links: MediaLinks;
  readonly #negotiation: Negotiation;
  readonly #errorReplies: ErrorReplies;
  readonly #quality: QualityReports;
  readonly #recovery: CallRecovery;
  readonly #glare: GlareResolution;
  readonly #monitor: ConnectionMonitor;
  readonly #tabs: TabCoordinator;
  /** Microphone and camera. */
  readonly localMedia: LocalMediaSender;
  /** To and from other devices of the user. */
  readonly handOffCommands: HandOffCommands;
  readonly #listeners = new Set<() => void>();
  readonly #seen = new SeenIds(MAX_SEEN_MESSAGES);
  readonly #endedCalls: EndedCalls;
  readonly #onOtherMessage: (message: SignalingMessage) => void;
  #model: CallModel = INITIAL_MODEL;

  /** `onNews` takes what the server says that concerns no call. */
  constructor(browser: BrowserApi, onNews: (message: SignalingMessage) => void) {
    this.#browser = browser;
    this.#onOtherMessage = onNews;
    const onServerConnection = (serverConnection: ServerConnection) => {
      this.#dispatch({ type: 'serverConnection', serverConnection });
      if (serverConnection.kind === 'refused') this.#release();
    };
    this.#socket = new SignalingSocket({
      ...browser,
      open: browser.openSocket,
      onServerConnection,
      onMessage: this.#receive,
    });
    this.localMedia = new LocalMediaSender({
      browser,
      model: this.snapshot,
      onChange: (local) => {
        this.#dispatch({ type: 'local', local });
        this.#links.refreshTracks();
      },
      announce: (audio, video) => {
        this.#negotiation.announceMedia(audio, video);
      },
      onReplaced: (text) => {
        this.#dispatch({ type: 'notice', notice: { tone: 'status', text } });
      },
      connected: () => this.#links.connected,
    });
    this.#links = new MediaLinks({
      ...browser,
      track: (kind) => this.localMedia.track(kind),
      expectsVideo: () => this.#model.phase.kind === 'active' && this.#model.phase.remote.video,
      onStream: (stream) => {
        this.#dispatch({ type: 'remoteStream', stream });
      },
      onIncomingStream: (stream) => {
        this.#dispatch({ type: 'incomingStream', stream });
      },
      onLinkState: (link) => {
        this.#dispatch({ type: 'link', link });
        if (link === 'connected') this.localMedia.announce();
      },
    });
    const phase = () => this.#model.phase;
    this.#negotiation = new Negotiation({ socket: this.#socket, links: this.#links, phase });
    this.#quality = new QualityReports({ links: this.#links, socket: this.#socket, now: browser.now });
    this.#errorReplies = new ErrorReplies({
      socket: this.#socket,
      phase,
      endCurrentCall: this.#endCurrentCall,
      leaveOnOtherDevice: this.#leaveOnOtherDevice,
      abortHandOff: (callId, reason) => {
        this.#dispatch({ type: 'handOffAborted', callId, toDeviceId: null, reason });
      },
    });
    this.#endedCalls = new EndedCalls(this.#socket, this.#errorReplies);
    this.#recovery = new CallRecovery({
      phase,
      socket: this.#socket,
      links: this.#links,
      negotiation: this.#negotiation,
      localMedia: this.localMedia,
      prepare: this.#prepareToCall,
    });
    this.#glare = new GlareResolution({
      model: this.snapshot,
      localMedia: this.localMedia,
      dispatch: this.#dispatch,
      join: (ring, over) => {
        this.#endedCalls.add(over);
        this.#socket.forget(over);
        this.#join(ring);
      },
    });
    this.#monitor = new ConnectionMonitor({
      model: this.snapshot,
      links: this.#links,
      now: browser.now,
      onProblem: (problem) => {
        this.#dispatch({ type: 'problem', problem });
      },
      onAbandon: this.#abandon,
      sync: (callId) => {
        this.#socket.command(messages.sync(callId));
      },
      onDeadSocket: () => {
        this.#socket.networkLost();
      },
    });
    this.#tabs = new TabCoordinator({
      lock: browser.callLock,
      socket: this.#socket,
      onServerConnection,
    });
    this.handOffCommands = new HandOffCommands({
      socket: this.#socket,
      negotiation: this.#negotiation,
      localMedia: this.localMedia,
      thisDevice: browser.device.deviceId,
      model: this.snapshot,
      dispatch: this.#dispatch,
    });
  }

  get deviceId(): string {
    return this.#browser.device.deviceId;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): CallModel => this.#model;

  start(): void {
    void this.#tabs.start();
  }

  /** Also if another tab of this device is in a call: it comes here. */
  useThisTab(): void {
    this.dismissNotice();
    this.#tabs.takeOver();
  }

  /** The page shows this user no more: the call here ends; what rings goes on ringing on the user's other devices. */
  close(): void {
    if (this.#model.phase.kind !== 'incoming') this.hangUp();
    this.#tabs.stop();
    this.#socket.stop();
    this.#release();
  }

  /** The session was renewed: the line goes on with the new token before the old one has expired. */
  renewServerConnection(): void {
    this.#socket.renew();
  }

  networkOnline(): void {
    this.#socket.reconnectNow();
  }

  networkOffline(): void {
    this.#socket.networkLost();
  }

  /** The page is closed or loaded anew: the far side need not wait for long. */
  pageHidden(): void {
    const { phase, serverConnection } = this.#model;
    if (phase.kind === 'active' && serverConnection.kind === 'registered')
      this.#socket.send(messages.goodbye(phase.callId));
  }

  initiateCall(peer: Person, media: CallMedia): void {
    const { phase, serverConnection } = this.#model;
    if (phase.kind !== 'idle') return;
    if (serverConnection.kind === 'refused') {
      this.#dispatch({ type: 'notice', notice: TAB_NOT_IN_USE });
      return;
    }
    const key = this.#browser.newIdempotencyKey();
    this.#dispatch({ type: 'outgoingStarted', key, peer, media });
    this.#socket.command(messages.initiateCall(key, peer.id, media));
    if (serverConnection.kind === 'registered') this.#prepareToCall(media);
  }

  /** Answers a call that rings, with a camera if the user wants that. One that is under way ends first. */
  answer(callId: string, media: CallMedia = 'video'): void {
    const { phase } = this.#model;
    const ring = ringingCalls(this.#model).find((candidate) => candidate.callId === callId);
    if (!ring) return;
    if (phase.kind !== 'idle' && phase.kind !== 'incoming') this.hangUp();
    this.#join({ ...ring, media: commonMedia(ring.media, media) });
  }

  decline(callId: string): void {
    const transfer = ringingCalls(this.#model).some((ring) => ring.callId === callId && ring.transfer);
    if (!transfer) this.#endedCalls.add(callId); // a call that is not taken over goes on
    this.#socket.command(messages.declineCall(callId));
    this.#dispatch({ type: 'declined', callId });
  }

  /** Ends the call, or the attempt. */
  hangUp(): void {
    const { phase } = this.#model;
    if (phase.kind === 'incoming') this.decline(phase.ring.callId);
    else if (phase.kind !== 'active') this.#endCall(null);
    else {
      const seconds = Math.round((this.#browser.now() - phase.since) / 1000);
      this.#endCall(endNotice(EndReason.ENDED, phase, seconds));
    }
  }

  #endCall(notice: CallNotice | null): void {
    const { phase } = this.#model;
    if (phase.kind === 'idle' || phase.kind === 'incoming') return;
    const { callId } = phase;
    if (phase.kind === 'outgoing' && callId === null) this.#endedCalls.abandon(phase.key);
    if (callId !== null) this.#socket.command(messages.endCall(callId));
    this.#endCurrentCall(callId, notice);
  }

  /** It leads nowhere. */
  readonly #abandon = (why: AbandonReason): void => {
    const { phase, serverConnection } = this.#model;
    if (phase.kind === 'joining' && phase.viaHandOff) this.#leaveOnOtherDevice(phase.callId);
    else this.#endCall(abandonNotice(why, phase, serverConnection));
  };

  /** A call that was to come here from another device of the user, and does not. */
  readonly #leaveOnOtherDevice = (callId: string): void => {
    this.#dispatch({ type: 'leftOnOtherDevice', callId, notice: HAND_OFF_FAILED });
    this.#release();
    this.#socket.forget(callId);
  };

  /** The user sees this stream of the far side. */
  readonly streamShown = (stream: MediaStream): void => {
    this.#links.streamShown(stream);
  };

  readonly dismissNotice = (): void => {
    this.#dispatch({ type: 'notice', notice: null });
  };

  readonly #receive = (message: SignalingMessage): void => {
    if (message.id && !this.#seen.add(message.id)) return;
    const { body } = message;
    const callId = message.callId ?? '';
    if (this.#endedCalls.handle(message)) return;
    if (body.case === 'registered')
      body.value.calls = this.#endedCalls.liveCalls(body.value, this.#model.phase);
    if (body.case === 'callEnded' && body.value.reason === EndReason.GLARE)
      this.#glare.ended(callId, body.value);
    const before = this.#model.phase;
    this.#dispatch({ type: 'messageReceived', message, now: this.#browser.now() });
    this.#cleanUpAfter(before);
    if (before.kind !== 'active') this.localMedia.announce();
    this.#monitor.update(this.#model.phase, message);
    switch (body.case) {
      case 'registered':
        this.#recovery.registered(body.value.calls, before);
        break;
      case 'callInitiated':
        this.#socket.settle(requestId('initiate_call', message.idempotencyKey ?? ''));
        if (body.value.state !== CallState.RINGING) this.#socket.command(messages.sync(callId));
        break;
      case 'ring':
        this.#onRing(callId, body.value.expiresInMs);
        break;
      case 'callState':
        this.#socket.settle(requestId('sync', callId));
        this.#onCallState(body.value, before);
        break;
      case 'callElsewhere':
        if (this.#model.callOnOtherDevice?.callId === callId && !this.#model.callOnOtherDevice.peer) {
          this.#socket.command(messages.sync(callId));
        }
        break;
      case 'error':
        this.#errorReplies.receive(message, body.value);
        break;
      case 'presence':
      case 'missedCalls':
        this.#onOtherMessage(message);
        break;
      default:
        this.#negotiation.receive(message);
    }
  };

  #onRing(callId: string, expiresInMs: number): void {
    this.#socket.send(messages.ringing(callId));
    this.#links.prefetchIceServers();
    setTimeout(() => {
      this.#dispatch({ type: 'ringExpired', callId });
    }, expiresInMs + RING_TIMEOUT_MARGIN_MS);
  }

  #onCallState(call: Call, before: CallPhase): void {
    if (call.thisDevice === DeviceRole.JOINED && call.state === CallState.CONNECTED) {
      this.#socket.settle(requestId('answer_call', call.callId));
      this.#socket.settle(requestId('transfer_call', call.callId));
    }
    if (callIdOf(this.#model.phase) !== call.callId) return;
    this.#recovery.callContinues(call.callId);
    if (before.kind === 'idle') this.#recovery.restore(call);
    if (before.kind === 'joining' && before.viaHandOff) this.localMedia.restore(call);
    if (before.kind === 'joining' && call.callType === CallType.AUDIO) this.#glare.audioOnly();
  }

  #join(ring: Ringing): void {
    this.#links.close();
    this.#dispatch({ type: 'answered', ring });
    if (ring.transfer) this.localMedia.expectHandOff();
    else this.localMedia.open(ring.media);
    this.#negotiation.answerWithOffer(ring.callId);
  }

  readonly #prepareToCall = (media: CallMedia): void => {
    this.localMedia.openIfClosed(media);
    this.#links.prefetchIceServers();
    this.#negotiation.prepare();
  };

  readonly #endCurrentCall = (callId: string | null, notice: CallNotice | null): void => {
    const before = this.#model.phase;
    this.#dispatch({ type: 'ended', callId, notice });
    if (this.#model.phase !== before) this.#release(callId);
  };

  /** The server ended the call that this device was in. */
  #cleanUpAfter(before: CallPhase): void {
    const callId = callIdOf(before);
    if (callId === null || callIdOf(this.#model.phase) === callId) return;
    if (this.#model.callOnOtherDevice?.callId !== callId) {
      this.#release(callId);
      return;
    }
    this.#links.keepOpenBriefly();
    this.localMedia.keepOpenBriefly();
    this.#socket.forget(callId);
  }

  #release(callId: string | null = null): void {
    this.#links.close();
    this.localMedia.close();
    this.#errorReplies.reset();
    if (callId === null) return;
    this.#endedCalls.add(callId);
    this.#socket.forget(callId);
  }

  readonly #dispatch = (event: CallAction): void => {
    const next = reduce(this.#model, event);
    if (next === this.#model) return;
    this.#model = next;
    this.#quality.update(next.phase);
    this.#monitor.update(next.phase);
    this.#tabs.update(next.phase);
    for (const listener of this.#listeners) listener();
  };
}
