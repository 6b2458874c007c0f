import type { SessionDescription } from '../../../gen/visavis/v1/common_pb';
import type { SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import type { MediaLinks, Negotiator } from '../media/MediaLinks';
import type { Signal } from '../model/messages';
import { answerCall, negotiation } from '../model/messages';
import { callIdOf } from '../model/model';
import type { CallContext } from './CallContext';

interface NegotiationSettings extends Pick<CallContext, 'socket' | 'model'> {
  links: MediaLinks;
}

/** Exchanges offers, answers and candidates with the peer, through the socket. */
export class Negotiation {
  readonly #settings: NegotiationSettings;

  constructor(settings: NegotiationSettings) {
    this.#settings = settings;
  }

  /** The caller gets ready for the offer of whichever device answers. */
  prepare(): void {
    this.#settings.links.prepare({ isPolite: () => false, send: this.#send });
  }

  /** The answering device sends its first offer inside `answer_call`. */
  answerWithOffer(callId: string): void {
    let hasAnswered = false;
    this.#settings.links.startWithOffer({
      isPolite: this.#isPolite,
      send: (signal) => {
        if (hasAnswered || signal.kind === 'candidate') {
          this.#send(signal);
        } else {
          hasAnswered = true;
          this.#settings.socket.command(answerCall(callId, signal.sdp));
        }
      },
    });
  }

  /** Starts again with a new connection, in a call that is connected. */
  offer(): void {
    this.#settings.links.startWithOffer(this.#negotiator());
  }

  receive({ callId, body }: SignalingMessage): void {
    const { model, links } = this.#settings;
    if (callId === undefined || callIdOf(model().phase) !== callId) return;
    switch (body.case) {
      case 'callAnswered':
      case 'offer':
        if (body.value.sdp) this.#receiveOffer(body.value.sdp); // without one, the device that answered sends an offer later
        break;
      case 'participantMoved':
        if (body.value.sdp) this.#receiveOffer(body.value.sdp);
        else links.returnToPrevious(this.#negotiator());
        break;
      case 'answer':
        if (body.value.sdp) links.receiveAnswer(body.value.sdp);
        break;
      case 'iceCandidate':
        links.receiveCandidate(body.value.candidate);
        break;
      default:
        break;
    }
  }

  #receiveOffer(offer: SessionDescription): void {
    const { model, links } = this.#settings;
    if (model().phase.kind === 'active') links.receiveOffer(this.#negotiator(), offer);
  }

  #negotiator(): Negotiator {
    return { isPolite: this.#isPolite, send: this.#send };
  }

  /** The callee's side is the polite peer. */
  readonly #isPolite = (): boolean => {
    const { phase } = this.#settings.model();
    return (phase.kind === 'active' || phase.kind === 'joining') && !phase.isInitiator;
  };

  readonly #send = (signal: Signal): void => {
    const callId = callIdOf(this.#settings.model().phase);
    if (callId !== null) this.#settings.socket.send(negotiation(callId, signal));
  };
}
