import type { SessionDescription } from '../../../../gen/visavis/v1/common_pb';
import { sdpOrigin } from '../sdp';
import type { SfuLinkSettings } from './SfuLink';
import { SfuLink } from './SfuLink';

/** Receives the media of the others. The media server offers; this device only answers, one offer at a time. */
export class SubscribeLink {
  readonly link: SfuLink;
  readonly #onNegotiated: () => void;

  constructor(settings: SfuLinkSettings & { onNegotiated: () => void }) {
    this.link = new SfuLink(settings);
    this.#onNegotiated = settings.onNegotiated;
  }

  /** Whether the offer continues this connection; if not, the media server has started again with a new one. */
  continues(offer: SessionDescription): boolean {
    const known = this.link.connection.remoteDescription?.sdp;
    return known === undefined || sdpOrigin(known) === sdpOrigin(offer.sdp);
  }

  receiveOffer(sdp: string): void {
    this.link.steps.run(async () => {
      await this.link.accept('offer', sdp);
      await this.link.describe();
      this.#onNegotiated();
    });
  }

  /** What arrives in this section; null while it has not been negotiated. */
  track(mid: string): MediaStreamTrack | null {
    const section = this.link.connection.getTransceivers().find((transceiver) => transceiver.mid === mid);
    return section?.receiver.track ?? null;
  }

  close(): void {
    this.link.close();
  }
}
