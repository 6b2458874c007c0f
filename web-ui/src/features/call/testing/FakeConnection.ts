import { offerSdp } from './builders';
import { FakeTrack } from './FakeMedia';

/** A peer connection without media. It follows the rules of RFC 8829 that the negotiation depends on. */
export class FakeConnection {
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  readonly candidates: RTCIceCandidateInit[] = [];
  transceivers: FakeTransceiver[] = [];
  /** Those that are in the own offer, which has no answer yet. */
  #offered: FakeTransceiver[] = [];
  readonly #announced = new Set<object>();
  stats = new Map<string, object>();
  restarts = 0;
  closed = false;
  onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
  ontrack: ((event: { track: unknown; transceiver: unknown }) => void) | null = null;
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

  addTransceiver(kind: string, { sendEncodings = [] }: RTCRtpTransceiverInit = {}): FakeTransceiver {
    const transceiver = new FakeTransceiver(kind, 'sendrecv', null, sendEncodings);
    this.transceivers.push(transceiver);
    this.#negotiateIfNeeded();
    return transceiver;
  }

  getTransceivers(): FakeTransceiver[] {
    return this.transceivers;
  }

  setLocalDescription(): Promise<void> {
    this.transceivers = this.transceivers.filter(({ direction }) => direction !== 'stopped');
    for (const [index, transceiver] of this.transceivers.entries()) {
      if (transceiver.mid !== null) continue;
      transceiver.mid = `${index}`;
      this.#offered.push(transceiver);
    }
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
    // A rollback: the sections of the own offer are no longer in use.
    if (this.signalingState === 'have-local-offer' && description.type === 'offer')
      for (const transceiver of this.#offered) transceiver.mid = null;
    this.#offered = [];
    this.remoteDescription = description;
    this.signalingState = description.type === 'offer' ? 'have-remote-offer' : 'stable';
    for (const { kind, mid } of sectionsOf(description)) {
      if (this.transceivers.some((transceiver) => transceiver.mid === mid)) continue;
      this.transceivers.push(new FakeTransceiver(kind, 'recvonly', mid));
    }
    for (const transceiver of this.transceivers) {
      const { receiver, mid } = transceiver;
      if (mid === null || this.#announced.has(receiver)) continue;
      this.#announced.add(receiver);
      this.ontrack?.({ track: receiver.track, transceiver });
    }
    this.#negotiateIfNeeded();
    return Promise.resolve();
  }

  /** A section was added since the last negotiation. */
  #negotiateIfNeeded(): void {
    void Promise.resolve().then(() => {
      const isNew = this.transceivers.some(({ mid, direction }) => mid === null && direction !== 'stopped');
      if (isNew && this.signalingState === 'stable') this.onnegotiationneeded?.();
    });
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

  /** So many packets or frames have arrived in a section. */
  receives(mid: string, kind: 'audio' | 'video', count: number, keyFrames = 1): void {
    const trackIdentifier = this.transceivers.find((section) => section.mid === mid)?.receiver.track.id;
    const received = { packetsReceived: count, bytesReceived: 100 * count };
    const inbound = { type: 'inbound-rtp', kind, mid, trackIdentifier, ...received };
    const decoded = kind === 'video' ? { framesDecoded: count, keyFramesDecoded: keyFrames } : {};
    this.stats.set(mid, { ...inbound, ...decoded });
  }

  becomes(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  asConnection(): RTCPeerConnection {
    return this as unknown as RTCPeerConnection;
  }
}

/** The sections of a description; one for audio and one for video if it does not say. */
function sectionsOf({ sdp = '' }: RTCSessionDescriptionInit): { kind: string; mid: string }[] {
  const found = [...sdp.matchAll(/^m=(\w+)[^]*?^a=mid:(\S+)/gm)].map(([, kind = '', mid = '']) => ({
    kind,
    mid,
  }));
  return found.length > 0 ? found : ['audio', 'video'].map((kind, index) => ({ kind, mid: `${index}` }));
}

class FakeSender {
  track: unknown = null;

  constructor(public encodings: RTCRtpEncodingParameters[]) {}

  replaceTrack(track: unknown): Promise<void> {
    this.track = track;
    return Promise.resolve();
  }

  getParameters(): { encodings: RTCRtpEncodingParameters[] } {
    return { encodings: this.encodings.map((encoding) => ({ ...encoding })) };
  }

  setParameters({ encodings }: { encodings: RTCRtpEncodingParameters[] }): Promise<void> {
    this.encodings = encodings;
    return Promise.resolve();
  }
}

class FakeTransceiver {
  readonly receiver: { track: FakeTrack; getSynchronizationSources: () => object[] };
  readonly sender: FakeSender;

  constructor(
    kind: string,
    public direction: string,
    public mid: string | null,
    encodings: RTCRtpEncodingParameters[] = [],
  ) {
    this.receiver = { track: new FakeTrack(kind), getSynchronizationSources: () => [] };
    this.sender = new FakeSender(encodings);
  }

  stop(): void {
    this.direction = 'stopped';
  }
}
