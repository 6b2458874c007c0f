import type { Call } from '../../gen/visavis/v1/common_pb';
import { CallState, CallType, DeviceRole, EndReason } from '../../gen/visavis/v1/common_pb';
import type { SignalingMessage } from '../../gen/visavis/v1/signaling_pb';
import type { CallMedia, Person } from '../../lib/person';
import { SeenIds } from '../../lib/signaling/SeenIds';
import type { Line } from '../../lib/signaling/SignalingSocket';
import { SignalingSocket } from '../../lib/signaling/SignalingSocket';
import type { Browser } from './browser';
import { Comeback } from './Comeback';
import { Complaints } from './Complaints';
import { ConcludedCalls } from './ConcludedCalls';
import { Glare } from './Glare';
import { MediaLinks } from './MediaLinks';
import * as messages from './messages';
import { requestId } from './messages';
import type { CallModel, CallPhase, Notice, Ringing } from './model';
import { bothOf, callIdOf, ringsOf, START } from './model';
import { Moves } from './Moves';
import { Negotiation } from './Negotiation';
import { QualityReports } from './QualityReports';
import type { CallEvent } from './reduce';
import { reduce } from './reduce';
import { Sending } from './Sending';
import { givenUp, NOT_IN_USE } from './troubleWords';
import { Tabs } from './Tabs';
import type { GivenUp } from './Watch';
import { Watch } from './Watch';
import { endNotice, NOT_MOVED_HERE } from './words';

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
  readonly #comeback: Comeback;
  readonly #glare: Glare;
  readonly #watch: Watch;
  readonly #tabs: Tabs;
  /** Microphone and camera. */
  readonly sending: Sending;
  /** To and from other devices of the user. */
  readonly moves: Moves;
  readonly #listeners = new Set<() => void>();
  readonly #seen = new SeenIds(MESSAGES_REMEMBERED);
  readonly #concluded: ConcludedCalls;
  readonly #onNews: (message: SignalingMessage) => void;
  #model: CallModel = START;

  /** `onNews` takes what the server says that concerns no call. */
  constructor(browser: Browser, onNews: (message: SignalingMessage) => void) {
    this.#browser = browser;
    this.#onNews = onNews;
    const onLine = (line: Line) => {
      this.#dispatch({ type: 'line', line });
      if (line.kind === 'refused') this.#release();
    };
    this.#socket = new SignalingSocket({
      ...browser,
      open: browser.openSocket,
      onLine,
      onMessage: this.#receive,
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
      onReplaced: (text) => {
        this.#dispatch({ type: 'notice', notice: { tone: 'status', text } });
      },
      connected: () => this.#links.connected,
    });
    this.#links = new MediaLinks({
      ...browser,
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
      finish: this.#finish,
      staysElsewhere: this.#stayElsewhere,
      staysHere: (callId, words) => {
        this.#dispatch({ type: 'handOffOver', callId, toDeviceId: null, words });
      },
    });
    this.#concluded = new ConcludedCalls(this.#socket, this.#complaints);
    this.#comeback = new Comeback({
      phase,
      socket: this.#socket,
      links: this.#links,
      negotiation: this.#negotiation,
      sending: this.sending,
      prepare: this.#prepareToCall,
    });
    this.#glare = new Glare({
      model: this.snapshot,
      sending: this.sending,
      dispatch: this.#dispatch,
      join: (ring, over) => {
        this.#concluded.add(over);
        this.#socket.forget(over);
        this.#join(ring);
      },
    });
    this.#watch = new Watch({
      model: this.snapshot,
      links: this.#links,
      now: browser.now,
      onTrouble: (trouble) => {
        this.#dispatch({ type: 'trouble', trouble });
      },
      onGivenUp: this.#giveUp,
      ask: (callId) => {
        this.#socket.command(messages.sync(callId));
      },
      onDeadLine: () => {
        this.#socket.lost();
      },
    });
    this.#tabs = new Tabs({
      lock: browser.callLock,
      line: this.#socket,
      onLine,
    });
    this.moves = new Moves({
      socket: this.#socket,
      negotiation: this.#negotiation,
      sending: this.sending,
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
  useHere(): void {
    this.dismissNotice();
    this.#tabs.insist();
  }

  /** The page shows this user no more: the call here ends; what rings goes on ringing on the user's other devices. */
  leave(): void {
    if (this.#model.phase.kind !== 'incoming') this.hangUp();
    this.#tabs.stop();
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

  /** The page is closed or loaded anew: the far side need not wait for long. */
  pageHides(): void {
    const { phase, line } = this.#model;
    if (phase.kind === 'active' && line.kind === 'registered')
      this.#socket.send(messages.goodbye(phase.callId));
  }

  dial(peer: Person, media: CallMedia): void {
    const { phase, line } = this.#model;
    if (phase.kind !== 'idle') return;
    if (line.kind === 'refused') {
      this.#dispatch({ type: 'notice', notice: NOT_IN_USE });
      return;
    }
    const key = this.#browser.newKey();
    this.#dispatch({ type: 'dialed', key, peer, media });
    this.#socket.command(messages.initiateCall(key, peer.id, media));
    if (line.kind === 'registered') this.#prepareToCall(media);
  }

  /** Answers a call that rings, with a camera if the user wants that. One that is under way ends first. */
  answer(callId: string, media: CallMedia = 'video'): void {
    const { phase } = this.#model;
    const ring = ringsOf(this.#model).find((candidate) => candidate.callId === callId);
    if (!ring) return;
    if (phase.kind !== 'idle' && phase.kind !== 'incoming') this.hangUp();
    this.#join({ ...ring, media: bothOf(ring.media, media) });
  }

  decline(callId: string): void {
    const transfer = ringsOf(this.#model).some((ring) => ring.callId === callId && ring.transfer);
    if (!transfer) this.#concluded.add(callId); // a call that is not taken over goes on
    this.#socket.command(messages.declineCall(callId));
    this.#dispatch({ type: 'declined', callId });
  }

  /** Ends the call, or the attempt. */
  hangUp(): void {
    const { phase } = this.#model;
    if (phase.kind === 'incoming') this.decline(phase.ring.callId);
    else if (phase.kind !== 'active') this.#leave(null);
    else {
      const seconds = Math.round((this.#browser.now() - phase.since) / 1000);
      this.#leave(endNotice(EndReason.ENDED, phase, seconds));
    }
  }

  #leave(notice: Notice | null): void {
    const { phase } = this.#model;
    if (phase.kind === 'idle' || phase.kind === 'incoming') return;
    const { callId } = phase;
    if (phase.kind === 'dialing' && callId === null) this.#concluded.giveUp(phase.key);
    if (callId !== null) this.#socket.command(messages.endCall(callId));
    this.#finish(callId, notice);
  }

  /** It leads nowhere. */
  readonly #giveUp = (why: GivenUp): void => {
    const { phase, line } = this.#model;
    if (phase.kind === 'joining' && phase.moves) this.#stayElsewhere(phase.callId);
    else this.#leave(givenUp(why, phase, line));
  };

  /** A call that was to come here from another device of the user, and does not. */
  readonly #stayElsewhere = (callId: string): void => {
    this.#dispatch({ type: 'stayedElsewhere', callId, notice: NOT_MOVED_HERE });
    this.#release();
    this.#socket.forget(callId);
  };

  /** The user sees this stream of the far side. */
  readonly shown = (stream: MediaStream): void => {
    this.#links.shown(stream);
  };

  readonly dismissNotice = (): void => {
    this.#dispatch({ type: 'notice', notice: null });
  };

  readonly #receive = (message: SignalingMessage): void => {
    if (message.id && !this.#seen.add(message.id)) return;
    const { body } = message;
    const callId = message.callId ?? '';
    if (this.#concluded.take(message)) return;
    if (body.case === 'registered') body.value.calls = this.#concluded.without(body.value, this.#model.phase);
    if (body.case === 'callEnded' && body.value.reason === EndReason.GLARE)
      this.#glare.ended(callId, body.value);
    const before = this.#model.phase;
    this.#dispatch({ type: 'received', message, now: this.#browser.now() });
    this.#cleanUpAfter(before);
    if (before.kind !== 'active') this.sending.tell();
    this.#watch.follow(this.#model.phase, message);
    switch (body.case) {
      case 'registered':
        this.#comeback.registered(body.value.calls, before);
        break;
      case 'callInitiated':
        this.#socket.settle(requestId('initiate_call', message.idempotencyKey ?? ''));
        if (body.value.state !== CallState.RINGING) this.#socket.command(messages.sync(callId));
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
  };

  #rung(callId: string, expiresInMs: number): void {
    this.#socket.send(messages.ringing(callId));
    this.#links.prefetchIceServers();
    setTimeout(() => {
      this.#dispatch({ type: 'expired', callId });
    }, expiresInMs + RING_SLACK_MS);
  }

  #stateTold(call: Call, before: CallPhase): void {
    if (call.thisDevice === DeviceRole.JOINED && call.state === CallState.CONNECTED) {
      this.#socket.settle(requestId('answer_call', call.callId));
      this.#socket.settle(requestId('transfer_call', call.callId));
    }
    if (callIdOf(this.#model.phase) !== call.callId) return;
    this.#comeback.goesOn(call.callId);
    if (before.kind === 'idle') this.#comeback.restore(call);
    if (before.kind === 'joining' && before.moves) this.sending.openAsBefore(call);
    if (before.kind === 'joining' && call.callType === CallType.AUDIO) this.#glare.soundOnly();
  }

  #join(ring: Ringing): void {
    this.#links.close();
    this.#dispatch({ type: 'answered', ring });
    if (ring.transfer) this.sending.expectMove();
    else this.sending.open(ring.media);
    this.#negotiation.answerWithOffer(ring.callId);
  }

  readonly #prepareToCall = (media: CallMedia): void => {
    this.sending.openOnce(media);
    this.#links.prefetchIceServers();
    this.#negotiation.prepare();
  };

  readonly #finish = (callId: string | null, notice: Notice | null): void => {
    const before = this.#model.phase;
    this.#dispatch({ type: 'finished', callId, notice });
    if (this.#model.phase !== before) this.#release(callId);
  };

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

  readonly #dispatch = (event: CallEvent): void => {
    const next = reduce(this.#model, event);
    if (next === this.#model) return;
    this.#model = next;
    this.#quality.follow(next.phase);
    this.#watch.follow(next.phase);
    this.#tabs.follow(next.phase);
    for (const listener of this.#listeners) listener();
  };
}
