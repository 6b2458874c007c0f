import { offerSdp } from './builders';

/** A peer connection without media. It follows the rules of RFC 8829 that the negotiation depends on. */
export class FakeConnection {
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  readonly candidates: RTCIceCandidateInit[] = [];
  readonly transceivers: FakeTransceiver[] = [];
  stats = new Map<string, object>();
  restarts = 0;
  closed = false;
  onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
  ontrack: ((event: { track: unknown }) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  onnegotiationneeded: (() => void) | null = null;

  constructor(
    readonly name: string,
    public configuration: RTCConfiguration,
  ) {}

  getConfiguration(): RTCConfiguration {
    return this.configuration;
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.configuration = configuration;
  }

  addTransceiver(kind: string): void {
    this.transceivers.push(new FakeTransceiver(kind));
  }

  getTransceivers(): FakeTransceiver[] {
    return this.transceivers;
  }

  setLocalDescription(): Promise<void> {
    const answering = this.signalingState === 'have-remote-offer';
    this.localDescription = { type: answering ? 'answer' : 'offer', sdp: offerSdp(this.name) };
    this.signalingState = answering ? 'stable' : 'have-local-offer';
    this.onicecandidate?.({
      candidate: {
        candidate: 'candidate:0',
        toJSON: () => ({ candidate: 'candidate:0', usernameFragment: this.name }),
      },
    });
    return Promise.resolve();
  }

  setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    this.remoteDescription = description;
    this.signalingState = description.type === 'offer' ? 'have-remote-offer' : 'stable';
    if (this.transceivers.length === 0) {
      for (const kind of ['audio', 'video']) {
        this.transceivers.push(new FakeTransceiver(kind, 'recvonly'));
        this.ontrack?.({ track: { kind } });
      }
    }
    return Promise.resolve();
  }

  addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    this.candidates.push(candidate);
    return Promise.resolve();
  }

  getStats(): Promise<Map<string, object>> {
    return Promise.resolve(this.stats);
  }

  restartIce(): void {
    this.restarts += 1;
    this.onnegotiationneeded?.();
  }

  close(): void {
    this.closed = true;
  }

  becomes(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  asConnection(): RTCPeerConnection {
    return this as unknown as RTCPeerConnection;
  }
}

class FakeTransceiver {
  readonly receiver: { track: { kind: string } };
  readonly sender = {
    track: null as unknown,
    replaceTrack(track: unknown): Promise<void> {
      this.track = track;
      return Promise.resolve();
    },
  };

  constructor(
    kind: string,
    public direction = 'sendrecv',
  ) {
    this.receiver = { track: { kind } };
  }
}
