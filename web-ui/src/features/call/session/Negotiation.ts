import type { SessionDescription } from '../../../gen/visavis/v1/common_pb';
import type { SignalingMessage, Track } from '../../../gen/visavis/v1/signaling_pb';
import type { MediaLinks } from '../media/MediaLinks';
import type { SfuMedia } from '../media/sfu/SfuMedia';
import type { Assignment } from '../media/sfu/Slots';
import { answerCall, negotiation } from '../model/messages';
import type { CallPhase } from '../model/model';
import { callIdOf } from '../model/model';
import type { FarEnd, UserId } from '../model/peers';
import { firstPeer, idsInCall, SFU } from '../model/peers';
import type { CallContext } from './CallContext';

interface NegotiationSettings extends Pick<CallContext, 'socket' | 'model'> {
  links: MediaLinks;
  sfu: SfuMedia;
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

  /** In a group, this device sends an offer to each participant as soon as it knows who is there. */
  answerGroup(callId: string): void {
    const { socket, links } = this.#settings;
    links.prefetchIceServers();
    socket.command(answerCall(callId));
  }

  /** Starts again with a new connection to each of these peers, in a call that is connected. */
  offer(peers: Iterable<UserId>): void {
    for (const peer of peers) this.#settings.links.startWithOffer(peer);
  }

  receive({ callId, body }: SignalingMessage): void {
    const { model, links } = this.#settings;
    const { phase } = model();
    if (callId === undefined || callIdOf(phase) !== callId) return;
    if (this.#receiveFromSfu(body)) return;
    switch (body.case) {
      case 'callAnswered':
        // Without a description, the device that answered sends an offer later. In a group everybody receives this message,
        // but the description is for the initiator.
        if (body.value.sdp && phase.kind === 'active' && (!phase.isGroup || phase.isInitiator))
          links.receiveOffer(farEnd(phase, body.value.by?.userId), body.value.sdp);
        break;
      case 'offer':
        if (body.value.sdp) this.#receiveOffer(phase, farEnd(phase, body.value.from), body.value.sdp);
        break;
      case 'participantMoved':
        if (!body.value.sdp) {
          if (!usesSfu(phase)) links.returnToPrevious(body.value.userId);
        } else if (phase.kind === 'active') links.receiveOffer(body.value.userId, body.value.sdp);
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

  /** While the media server carries a large call, only a direct connection that has not ended yet takes offers. */
  #receiveOffer(phase: CallPhase, from: FarEnd, sdp: SessionDescription): void {
    const { links } = this.#settings;
    if (!acceptsOffers(phase) || (isLargeOnSfu(phase) && !links.farEnds.includes(from))) return;
    links.receiveOffer(from, sdp);
  }

  /** Returns false for the messages of everybody else. */
  #receiveFromSfu(body: SignalingMessage['body']): boolean {
    const { sfu } = this.#settings;
    switch (body.case) {
      case 'offer':
      case 'answer': {
        const { from, sdp, generation = 0 } = body.value;
        if (from !== SFU) return false;
        if (sdp && body.case === 'offer') sfu.receiveOffer(generation, sdp);
        else if (sdp) sfu.receiveAnswer(generation, sdp);
        return true;
      }
      case 'iceCandidate': {
        const { from, candidate, stream, generation = 0 } = body.value;
        if (from !== SFU) return false;
        sfu.receiveCandidate(generation, stream === 'subscribe' ? 'subscribe' : 'publish', candidate);
        return true;
      }
      case 'tracks':
        sfu.receiveTracks(body.value.generation, body.value.tracks.flatMap(toAssignment));
        return true;
      case 'sendLimits':
        sfu.receiveSendLimits(body.value.generation, body.value.cameraHeight, body.value.screenHeight);
        return true;
      default:
        return false;
    }
  }
}

/** In a group, an offer may arrive before the state of the call that this device joins. */
function acceptsOffers(phase: CallPhase): boolean {
  return phase.kind === 'active' || (phase.kind === 'joining' && phase.isGroup);
}

function usesSfu(phase: CallPhase): boolean {
  return phase.kind === 'active' && phase.topology === 'sfu';
}

/** With three or fewer, the connections of the mesh are opened before the media server stops. */
function isLargeOnSfu(phase: CallPhase): boolean {
  return phase.kind === 'active' && phase.topology === 'sfu' && idsInCall(phase.peers).length > 2;
}

/** Ignores kinds that only a newer version of this page knows. */
function toAssignment({ mid, userId, kind }: Track): Assignment[] {
  return kind === 'microphone' || kind === 'camera' || kind === 'screen' ? [{ mid, userId, kind }] : [];
}

/** The sender of a signal. In a call of two people it may be absent. */
function farEnd(phase: CallPhase, from: string | undefined): FarEnd {
  if (from) return from;
  return 'peers' in phase ? firstPeer(phase.peers).person.id : '';
}
