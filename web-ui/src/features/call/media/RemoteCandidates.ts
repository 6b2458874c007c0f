import type { IceCandidate } from '../../../gen/visavis/v1/common_pb';

/** The limit for candidates that arrive before their description. */
const MAX_HELD = 128;

/** The far end's candidates of one connection. A candidate that arrives before its description is held. */
export class RemoteCandidates {
  readonly #connection: RTCPeerConnection;
  #held: RTCIceCandidateInit[] = [];

  constructor(connection: RTCPeerConnection) {
    this.#connection = connection;
  }

  async add(candidate: IceCandidate): Promise<void> {
    await this.#add(toInit(candidate));
  }

  /** A description of the far end has been set. */
  async addHeld(): Promise<void> {
    const held = this.#held;
    this.#held = [];
    for (const candidate of held) await this.#add(candidate);
  }

  /** The ICE user name fragment identifies the description. */
  async #add(candidate: RTCIceCandidateInit): Promise<void> {
    const remote = this.#connection.remoteDescription;
    const ufrag = candidate.usernameFragment;
    if (!remote || (ufrag && !remote.sdp.includes(`a=ice-ufrag:${ufrag}`))) {
      if (this.#held.length < MAX_HELD) this.#held.push(candidate);
    } else {
      await this.#connection.addIceCandidate(candidate);
    }
  }
}

function toInit(candidate: IceCandidate): RTCIceCandidateInit {
  return {
    candidate: candidate.candidate,
    ...(candidate.sdpMid === undefined ? {} : { sdpMid: candidate.sdpMid }),
    ...(candidate.sdpMLineIndex === undefined ? {} : { sdpMLineIndex: candidate.sdpMLineIndex }),
    ...(candidate.usernameFragment === undefined ? {} : { usernameFragment: candidate.usernameFragment }),
  };
}
