import type { SentKind } from '../sent';
import { sendScreen } from '../sent';
import type { CameraLayer } from './cameraLayers';
import { activeLayers } from './cameraLayers';
import type { SfuLinkSettings } from './SfuLink';
import { SfuLink } from './SfuLink';

/** Sends this device's microphone, camera and screen to the media server. Until it has tracks, the connection is idle. */
export class PublishLink {
  readonly link: SfuLink;
  readonly #layers: readonly CameraLayer[];
  readonly #senders = new Map<SentKind, RTCRtpSender>();
  readonly #tracks: Record<SentKind, MediaStreamTrack | null> = { audio: null, video: null, screen: null };
  /** How high others show them; null until it is known. */
  #limits: { camera: number; screen: number } | null = null;

  constructor(settings: SfuLinkSettings, layers: readonly CameraLayer[]) {
    this.link = new SfuLink(settings);
    this.#layers = layers;
  }

  /** Offers the microphone, the camera and the screen: the media server knows them by this order. */
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
      const screen = connection.addTransceiver('video', { direction: 'sendonly' });
      this.#senders.set('audio', microphone.sender).set('video', camera.sender).set('screen', screen.sender);
      await this.link.describe();
      await this.#replaceTracks();
    });
  }

  receiveAnswer(sdp: string): void {
    this.link.steps.run(async () => {
      if (this.link.connection.signalingState !== 'have-local-offer') return; // a repeated answer
      await this.link.accept('answer', sdp);
      await this.#applyLimits();
    });
  }

  /** Sends this track from now on; null for nothing. Needs no negotiation. */
  setTrack(kind: SentKind, track: MediaStreamTrack | null): void {
    if (this.#tracks[kind] === track) return;
    this.#tracks[kind] = track;
    this.link.steps.run(() => this.#replaceTracks());
  }

  /** Nobody shows the pictures higher than this, in pixels: larger layers are not sent, and nothing if it is 0. */
  limit(camera: number, screen: number): void {
    this.#limits = { camera, screen };
    this.link.steps.run(() => this.#applyLimits());
  }

  close(): void {
    this.link.close();
  }

  async #replaceTracks(): Promise<void> {
    for (const [kind, sender] of this.#senders) {
      const track = this.#tracks[kind];
      if (kind === 'screen') await sendScreen(sender, track);
      else if (sender.track !== track) await sender.replaceTrack(track);
    }
  }

  async #applyLimits(): Promise<void> {
    if (!this.#limits) return;
    const { camera, screen } = this.#limits;
    const active = activeLayers(this.#layers, camera);
    await activate(this.#senders.get('video'), ({ rid }, index) =>
      active.has(rid ?? this.#layers[index]?.rid ?? ''),
    );
    await activate(this.#senders.get('screen'), () => screen > 0);
  }
}

/** Reads and writes the parameters without a pause, because a change in between would make the browser refuse them. */
async function activate(
  sender: RTCRtpSender | undefined,
  isWanted: (encoding: RTCRtpEncodingParameters, index: number) => boolean,
): Promise<void> {
  const parameters = sender?.getParameters();
  if (!sender || !parameters) return;
  let changed = false;
  for (const [index, encoding] of parameters.encodings.entries()) {
    const wanted = isWanted(encoding, index);
    if ((encoding.active ?? true) === wanted) continue;
    encoding.active = wanted;
    changed = true;
  }
  if (changed) await sender.setParameters(parameters);
}
