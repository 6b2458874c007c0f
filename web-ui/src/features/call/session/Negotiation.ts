import type { SessionDescription } from '../../../gen/visavis/v1/common_pb';
import type { SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import type { SignalingSocket } from '../../../lib/signaling/SignalingSocket';
import type { MediaLinks, Negotiator } from '../media/MediaLinks';
import { answerCall, mediaState, negotiation } from '../model/messages';
import type { CallPhase } from '../model/model';
import { callIdOf } from '../model/model';
import type { Signal } from '../media/PeerLink';

interface NegotiationSettings {
  socket: SignalingSocket;
  links: MediaLinks;
  phase: () => CallPhase;
}

/** What the two sides of the call tell each other about media, through the socket. */
export class Negotiation {
  readonly #settings: NegotiationSettings;

  constructor(settings: NegotiationSettings) {
    this.#settings = settings;
  }

  /** The caller's side: gets ready for the offer of whichever device answers. */
  prepare(): void {
    this.#settings.links.prepare({ polite: () => false, send: this.#send });
  }

  /** The answering side: the first offer travels inside answer_call. */
  answerWithOffer(callId: string): void {
    let joined = false;
    this.#settings.links.startWithOffer({
      polite: this.#isPolite,
      send: (signal) => {
        if (joined || signal.kind === 'candidate') {
          this.#send(signal);
        } else {
          joined = true;
          this.#settings.socket.command(answerCall(callId, signal.sdp));
        }
      },
    });
  }

  /** Begins anew, in a call that is connected. */
  offer(): void {
    this.#settings.links.startWithOffer(this.#negotiator());
  }

  receive({ callId, body }: SignalingMessage): void {
    if (callId === undefined || callIdOf(this.#settings.phase()) !== callId) return;
    switch (body.case) {
      case 'callAnswered':
      case 'offer':
        if (body.value.sdp) this.#receiveOffer(body.value.sdp); // without: the device that answered offers by itself
        break;
      case 'participantMoved':
        if (body.value.sdp) this.#receiveOffer(body.value.sdp);
        else this.#settings.links.returnToPrevious(this.#negotiator());
        break;
      case 'answer':
        if (body.value.sdp) this.#settings.links.receiveAnswer(body.value.sdp);
        break;
      case 'iceCandidate':
        this.#settings.links.receiveCandidate(body.value.candidate);
        break;
      default:
        break;
    }
  }

  /** Says what this side sends. In a call that moves, the first word of it completes the hand-off. */
  announceMedia(audio: boolean, video: boolean): void {
    const phase = this.#settings.phase();
    if (phase.kind !== 'active') return;
    this.#settings.socket.send(mediaState(phase.callId, audio, video));
  }

  #receiveOffer(offer: SessionDescription): void {
    if (this.#settings.phase().kind === 'active')
      this.#settings.links.receiveOffer(this.#negotiator(), offer);
  }

  #negotiator(): Negotiator {
    return { polite: this.#isPolite, send: this.#send };
  }

  /** The callee's side gives way. */
  readonly #isPolite = (): boolean => {
    const phase = this.#settings.phase();
    return (phase.kind === 'active' || phase.kind === 'joining') && !phase.isInitiator;
  };

  readonly #send = (signal: Signal): void => {
    const callId = callIdOf(this.#settings.phase());
    if (callId !== null) this.#settings.socket.send(negotiation(callId, signal));
  };
}
