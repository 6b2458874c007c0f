import type { Call } from '../../gen/visavis/v1/common_pb';
import { CallState, DeviceRole, EndReason } from '../../gen/visavis/v1/common_pb';
import type { SignalingMessage } from '../../gen/visavis/v1/signaling_pb';
import type { CallMedia, Person } from '../../lib/person';
import { SeenIds } from '../../lib/signaling/SeenIds';
import { SignalingSocket } from '../../lib/signaling/SignalingSocket';
import type { Browser } from './browser';
import { Complaints } from './Complaints';
import { ConcludedCalls } from './ConcludedCalls';
import { MediaLinks } from './MediaLinks';
import * as messages from './messages';
import { requestId } from './messages';
import type { CallModel, CallPhase, Notice, Ringing } from './model';
import { callIdOf, ringsOf, START } from './model';
import { Moves } from './Moves';
import { Negotiation } from './Negotiation';
import { QualityReports } from './QualityReports';
import type { CallEvent } from './reduce';
import { reduce } from './reduce';
import { Sending } from './Sending';
import { endNotice } from './words';

const MESSAGES_REMEMBERED = 2048;
/** The server ends the ringing; this device does it by itself only if it hears nothing. */
const RING_SLACK_MS = 3000;

/** One device's calls. Alone owns the socket, the peer connections and the camera; tells whoever listens of each new model. */
export class CallSession {
  readonly #browser: Browser;
  readonly #socket: SignalingSocket;
  readonly #links: MediaLinks;
  readonly #negotiation: Negotiation;
  readonly #complaints: Complaints;
  readonly #quality: QualityReports;
  /** Microphone and camera. */
  readonly sending: Sending;
  /** To and from other devices of the user. */
  readonly moves: Moves;
  readonly #listeners = new Set<() => void>();
  readonly #seen = new SeenIds(MESSAGES_REMEMBERED);
  readonly #concluded: ConcludedCalls;
  readonly #onNews: (message: SignalingMessage) => void;
  #model: CallModel = START;
  /** A call that the server did not list when this device came back: if it goes on, something may be missing. */
  #mayHaveLost: string | null = null;

  /** `onNews` takes what the server says that concerns no call. */
  constructor(browser: Browser, onNews: (message: SignalingMessage) => void) {
    this.#browser = browser;
    this.#onNews = onNews;
    this.#socket = new SignalingSocket({
      open: browser.openSocket,
      codec: browser.codec,
      device: browser.device,
      random: browser.random,
      onLine: (line) => {
        this.#dispatch({ type: 'line', line });
        if (line.kind === 'refused') this.#release();
      },
      onMessage: (message) => {
        this.#receive(message);
      },
    });
    this.sending = new Sending({
      browser,
      model: this.snapshot,
      onChange: (local) => {
        this.#dispatch({ type: 'local', local });
        this.#links.refreshTracks();
      },
      tell: (audio, video) => {
        this.#negotiation.tellMedia(audio, video);
      },
    });
    this.#links = new MediaLinks({
      openConnection: browser.openConnection,
      relays: browser.relays,
      relayOnly: browser.relayOnly,
      track: (kind) => this.sending.track(kind),
      expectsPicture: () => this.#model.phase.kind === 'active' && this.#model.phase.remote.video,
      onStream: (stream) => {
        this.#dispatch({ type: 'remote', stream });
      },
      onArriving: (stream) => {
        this.#dispatch({ type: 'arriving', stream });
      },
      onLink: (link) => {
        this.#dispatch({ type: 'link', link });
        if (link === 'connected') this.sending.tell();
      },
    });
    const phase = () => this.#model.phase;
    this.#negotiation = new Negotiation({ socket: this.#socket, links: this.#links, phase });
    this.#quality = new QualityReports({ links: this.#links, socket: this.#socket, now: browser.now });
    this.#complaints = new Complaints({
      socket: this.#socket,
      phase,
      finish: (callId, notice) => {
        this.#finish(callId, notice);
      },
      staysElsewhere: (callId, notice) => {
        this.#dispatch({ type: 'stayedElsewhere', callId, notice });
        this.#release();
        this.#socket.forget(callId);
      },
      staysHere: (callId, words) => {
        this.#dispatch({ type: 'handOffOver', callId, toDeviceId: null, words });
      },
    });
    this.#concluded = new ConcludedCalls(this.#socket, this.#complaints);
    this.moves = new Moves({
      socket: this.#socket,
      negotiation: this.#negotiation,
      sending: this.sending,
      thisDevice: browser.device.deviceId,
      model: this.snapshot,
      dispatch: (event) => {
        this.#dispatch(event);
      },
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
    this.#socket.start();
  }

  /** The page shows this user no more: the call here ends; what rings goes on ringing on the user's other devices. */
  leave(): void {
    if (this.#model.phase.kind !== 'incoming') this.hangUp();
    this.#socket.stop();
    this.#release();
  }

  /** The session was renewed: the line goes on with the new token before the old one has expired. */
  renewLine(): void {
    this.#socket.renew();
  }

  networkIsBack(): void {
    this.#socket.hurry();
  }

  networkIsGone(): void {
    this.#socket.lost();
  }

  dial(peer: Person, media: CallMedia): void {
    if (this.#model.phase.kind !== 'idle') return;
    const key = this.#browser.newKey();
    this.#dispatch({ type: 'dialed', key, peer, media });
    this.#socket.command(messages.initiateCall(key, peer.id, media));
    this.#prepareToCall(media);
  }

  /** Answers a call that rings. One that is under way ends first. */
  answer(callId: string): void {
    const { phase } = this.#model;
    const ring = ringsOf(this.#model).find((candidate) => candidate.callId === callId);
    if (!ring) return;
    if (phase.kind !== 'idle' && phase.kind !== 'incoming') this.hangUp();
    this.#join(ring);
  }

  decline(callId: string): void {
    if (!this.#isTransfer(callId)) this.#concluded.add(callId); // a call that is not taken over goes on
    this.#socket.command(messages.declineCall(callId));
    this.#dispatch({ type: 'declined', callId });
  }

  /** Ends the call, or the attempt. */
  hangUp(): void {
    const { phase } = this.#model;
    switch (phase.kind) {
      case 'idle':
        return;
      case 'incoming':
        this.decline(phase.ring.callId);
        return;
      case 'dialing':
        if (phase.callId === null && !this.#socket.withdraw(requestId('initiate_call', phase.key))) {
          this.#concluded.giveUp(phase.key);
        }
        this.#end(phase.callId, null);
        return;
      case 'joining':
        this.#end(phase.callId, null);
        return;
      case 'active': {
        const seconds = Math.round((this.#browser.now() - phase.since) / 1000);
        this.#end(phase.callId, endNotice(EndReason.ENDED, phase, seconds));
      }
    }
  }

  /** The user sees this stream of the far side. */
  readonly shown = (stream: MediaStream): void => {
    this.#links.shown(stream);
  };

  readonly dismissNotice = (): void => {
    this.#dispatch({ type: 'notice', notice: null });
  };

  #receive(message: SignalingMessage): void {
    if (message.id && !this.#seen.add(message.id)) return;
    const { body } = message;
    const callId = message.callId ?? '';
    if (this.#concluded.take(message)) return;
    if (body.case === 'callInitiated') this.#initiated(message);
    if (body.case === 'registered') {
      body.value.calls = body.value.calls.filter((call) => !this.#concluded.has(call.callId)); // ended here while the line was down
    }
    const before = this.#model.phase;
    this.#dispatch({ type: 'received', message, now: this.#browser.now() });
    this.#cleanUpAfter(before);
    switch (body.case) {
      case 'registered':
        this.#registered(body.value.calls, before);
        break;
      case 'ring':
        this.#rung(callId, body.value.expiresInMs);
        break;
      case 'callState':
        this.#socket.settle(requestId('sync', callId));
        this.#stateTold(body.value, before);
        break;
      case 'callElsewhere':
        if (this.#model.elsewhere?.callId === callId && !this.#model.elsewhere.peer) {
          this.#socket.command(messages.sync(callId));
        }
        break;
      case 'callEnded':
        if (body.value.reason === EndReason.GLARE && body.value.continuesAs)
          this.#merge(callId, body.value.continuesAs);
        break;
      case 'error':
        this.#complaints.receive(message, body.value);
        break;
      case 'presence':
      case 'missedCalls':
        this.#onNews(message);
        break;
      default:
        this.#negotiation.receive(message);
    }
  }

  #rung(callId: string, expiresInMs: number): void {
    this.#socket.send(messages.ringing(callId));
    this.#links.prefetchIceServers();
    setTimeout(() => {
      this.#dispatch({ type: 'expired', callId });
    }, expiresInMs + RING_SLACK_MS);
  }

  #initiated({ callId = '', idempotencyKey = '', body }: SignalingMessage): void {
    this.#socket.settle(requestId('initiate_call', idempotencyKey));
    if (body.case === 'callInitiated' && body.value.state !== CallState.RINGING) {
      this.#socket.command(messages.sync(callId));
    }
  }

  #registered(calls: readonly Call[], before: CallPhase): void {
    const callId = callIdOf(this.#model.phase);
    if (callId === null) return;
    const call = calls.find((candidate) => candidate.callId === callId);
    this.#mayHaveLost = call ? null : callId;
    if (!call) this.#socket.command(messages.sync(callId));
    else if (before.kind === 'idle') this.#restore(call);
    else this.#links.resume(call.resumed !== true);
  }

  /** The page was loaded in mid-call: media starts anew, with the same people. */
  #restore(call: Call): void {
    const { phase } = this.#model;
    if (phase.kind === 'dialing') this.#prepareToCall(phase.media);
    if (phase.kind !== 'active') return;
    this.sending.openAsBefore(call);
    this.#negotiation.offer();
  }

  #stateTold(call: Call, before: CallPhase): void {
    const { phase } = this.#model;
    if (call.thisDevice === DeviceRole.JOINED && call.state === CallState.CONNECTED) {
      this.#socket.settle(requestId('answer_call', call.callId));
      this.#socket.settle(requestId('transfer_call', call.callId));
    }
    if (callIdOf(phase) !== call.callId) return;
    if (this.#mayHaveLost === call.callId) {
      this.#mayHaveLost = null;
      this.#links.resume(true);
    }
    if (before.kind === 'idle') this.#restore(call);
    if (before.kind === 'joining' && before.moves) this.sending.openAsBefore(call);
  }

  /** Both called each other, and the other call lives: its ring is answered here, without a question. */
  #merge(callId: string, continuesAs: string): void {
    const { phase, waiting } = this.#model;
    if (phase.kind !== 'dialing' || phase.callId !== callId) return;
    this.#concluded.add(callId);
    this.#socket.forget(callId);
    const ring = waiting.find((candidate) => candidate.callId === continuesAs);
    this.#join(
      ring ?? {
        callId: continuesAs,
        caller: phase.peer,
        media: phase.media,
        callWaiting: false,
        transfer: false,
      },
    );
  }

  #join(ring: Ringing): void {
    this.#links.close();
    this.#dispatch({ type: 'answered', ring });
    if (ring.transfer) this.sending.expectMove();
    else this.sending.open(ring.media);
    this.#negotiation.answerWithOffer(ring.callId);
  }

  #isTransfer(callId: string): boolean {
    return ringsOf(this.#model).some((ring) => ring.callId === callId && ring.transfer);
  }

  #prepareToCall(media: CallMedia): void {
    this.sending.open(media);
    this.#links.prefetchIceServers();
    this.#negotiation.prepare();
  }

  #end(callId: string | null, notice: Notice | null): void {
    if (callId !== null) this.#socket.command(messages.endCall(callId));
    this.#finish(callId, notice);
  }

  #finish(callId: string | null, notice: Notice | null): void {
    const before = this.#model.phase;
    this.#dispatch({ type: 'finished', callId, notice });
    if (this.#model.phase !== before) this.#release(callId);
  }

  /** The server ended the call that this device was in. */
  #cleanUpAfter(before: CallPhase): void {
    const callId = callIdOf(before);
    if (callId === null || callIdOf(this.#model.phase) === callId) return;
    if (this.#model.elsewhere?.callId !== callId) {
      this.#release(callId);
      return;
    }
    this.#links.linger();
    this.sending.linger();
    this.#socket.forget(callId);
  }

  #release(callId: string | null = null): void {
    this.#links.close();
    this.sending.close();
    this.#complaints.startOver();
    if (callId === null) return;
    this.#concluded.add(callId);
    this.#socket.forget(callId);
  }

  #dispatch(event: CallEvent): void {
    const next = reduce(this.#model, event);
    if (next === this.#model) return;
    this.#model = next;
    this.#quality.follow(next.phase);
    for (const listener of this.#listeners) listener();
  }
}
