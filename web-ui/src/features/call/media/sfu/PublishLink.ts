import type { CameraLayer } from './cameraLayers';
import { activeLayers } from './cameraLayers';
import type { SfuLinkSettings } from './SfuLink';
import { SfuLink } from './SfuLink';

export type SentKind = 'audio' | 'video';

/** Sends this device's microphone and camera to the media server. Until it has tracks, the connection is idle. */
export class PublishLink {
  readonly link: SfuLink;
  readonly #layers: readonly CameraLayer[];
  readonly #senders = new Map<SentKind, RTCRtpSender>();
  readonly #tracks: Record<SentKind, MediaStreamTrack | null> = { audio: null, video: null };
  #cameraHeight: number | null = null;

  constructor(settings: SfuLinkSettings, layers: readonly CameraLayer[]) {
    this.link = new SfuLink(settings);
    this.#layers = layers;
  }

  /** Offers the microphone, then the camera: the media server knows them by this order. */
  start(): void {
    this.link.steps.run(async () => {
      const { connection } = this.link;
      const microphone = connection.addTransceiver('audio', { direction: 'sendonly' });
      const camera = connection.addTransceiver('video', {
        direction: 'sendonly',
        sendEncodings: this.#layers.map(({ rid, scale, maxBitrate }) => ({
          rid,
          scaleResolutionDownBy: scale,
          maxBitrate,
        })),
      });
      this.#senders.set('audio', microphone.sender).set('video', camera.sender);
      await this.link.describe();
      await this.#replaceTracks();
    });
  }

  receiveAnswer(sdp: string): void {
    this.link.steps.run(async () => {
      if (this.link.connection.signalingState !== 'have-local-offer') return; // a repeated answer
      await this.link.accept('answer', sdp);
      await this.#applyLimit();
    });
  }

  /** Sends this track from now on; null for nothing. Needs no negotiation. */
  setTrack(kind: SentKind, track: MediaStreamTrack | null): void {
    if (this.#tracks[kind] === track) return;
    this.#tracks[kind] = track;
    this.link.steps.run(() => this.#replaceTracks());
  }

  /** Nobody shows the camera larger than this: larger layers are not sent. */
  limitCamera(height: number): void {
    this.#cameraHeight = height;
    this.link.steps.run(() => this.#applyLimit());
  }

  close(): void {
    this.link.close();
  }

  async #replaceTracks(): Promise<void> {
    for (const [kind, sender] of this.#senders) {
      const track = this.#tracks[kind];
      if (sender.track !== track) await sender.replaceTrack(track);
    }
  }

  /** Reads and writes the parameters without a pause, because a change in between would make the browser refuse them. */
  async #applyLimit(): Promise<void> {
    const sender = this.#senders.get('video');
    if (!sender || this.#cameraHeight === null) return;
    const active = activeLayers(this.#layers, this.#cameraHeight);
    const parameters = sender.getParameters();
    let changed = false;
    for (const [index, encoding] of parameters.encodings.entries()) {
      const wanted = active.has(encoding.rid ?? this.#layers[index]?.rid ?? '');
      if ((encoding.active ?? true) === wanted) continue;
      encoding.active = wanted;
      changed = true;
    }
    if (changed) await sender.setParameters(parameters);
  }
}
