import type { SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import type { MediaLinks } from '../media/MediaLinks';
import { answerCall, negotiation } from '../model/messages';
import type { CallPhase } from '../model/model';
import { callIdOf } from '../model/model';
import type { FarEnd, UserId } from '../model/peers';
import { firstPeer } from '../model/peers';
import type { CallContext } from './CallContext';

interface NegotiationSettings extends Pick<CallContext, 'socket' | 'model'> {
  links: MediaLinks;
}

/** Exchanges offers, answers and candidates with the far ends of the call, through the socket. */
export class Negotiation {
  readonly #settings: NegotiationSettings;

  constructor(settings: NegotiationSettings) {
    this.#settings = settings;
  }

  /** The caller gets ready for the callees' offers. */
  prepare(callees: Iterable<UserId>): void {
    for (const callee of callees) this.#settings.links.prepare(callee);
  }

  /** The answering device sends its first offer, which is for the caller, inside `answer_call`. */
  answerWithOffer(callId: string, caller: UserId): void {
    const { socket, links } = this.#settings;
    let hasAnswered = false;
    links.startWithOffer(caller, (signal) => {
      if (hasAnswered || signal.kind === 'candidate') {
        socket.send(negotiation(callId, caller, signal));
      } else {
        hasAnswered = true;
        socket.command(answerCall(callId, signal.sdp));
      }
    });
  }

  /** Starts again with a new connection to each of these peers, in a call that is connected. */
  offer(peers: Iterable<UserId>): void {
    for (const peer of peers) this.#settings.links.startWithOffer(peer);
  }

  receive({ callId, body }: SignalingMessage): void {
    const { model, links } = this.#settings;
    const { phase } = model();
    if (callId === undefined || callIdOf(phase) !== callId) return;
    switch (body.case) {
      case 'callAnswered':
        // Without a description, the device that answered sends an offer later.
        if (body.value.sdp && phase.kind === 'active')
          links.receiveOffer(farEnd(phase, body.value.by?.userId), body.value.sdp);
        break;
      case 'offer':
        if (body.value.sdp && phase.kind === 'active')
          links.receiveOffer(farEnd(phase, body.value.from), body.value.sdp);
        break;
      case 'participantMoved':
        if (!body.value.sdp) links.returnToPrevious(body.value.userId);
        else if (phase.kind === 'active') links.receiveOffer(body.value.userId, body.value.sdp);
        break;
      case 'answer':
        if (body.value.sdp) links.receiveAnswer(farEnd(phase, body.value.from), body.value.sdp);
        break;
      case 'iceCandidate':
        links.receiveCandidate(farEnd(phase, body.value.from), body.value.candidate);
        break;
      default:
        break;
    }
  }
}

/** The sender of a signal. In a call of two people it may be absent. */
function farEnd(phase: CallPhase, from: string | undefined): FarEnd {
  if (from) return from;
  return 'peers' in phase ? firstPeer(phase.peers).person.id : '';
}
