import { LocalMediaSender } from '../media/LocalMediaSender';
import { MediaLinks } from '../media/MediaLinks';
import { mediaState, negotiation } from '../model/messages';
import { callIdOf } from '../model/model';
import type { CallContext } from './CallContext';

/** The media of the current call: what this device captures and sends, and the connections that carry it. */
export class CallMedia {
  readonly local: LocalMediaSender;
  readonly links: MediaLinks;

  constructor({ browser, socket, model, dispatch }: CallContext) {
    this.local = new LocalMediaSender({
      capture: browser,
      model,
      onChange: (local) => {
        dispatch({ type: 'local', local });
        this.links.refreshTracks();
      },
      announce: (audio, video) => {
        const { phase } = model();
        if (phase.kind === 'active') socket.send(mediaState(phase.callId, audio, video));
      },
      onReplaced: (text) => {
        dispatch({ type: 'notice', notice: { tone: 'status', text } });
      },
      isConnected: () => this.links.isConnected,
    });
    this.links = new MediaLinks({
      ...browser,
      me: browser.device.userId,
      track: (kind) => this.local.track(kind),
      expectsVideo: (farEnd) => {
        const { phase } = model();
        return phase.kind === 'active' && (phase.peers.get(farEnd)?.media.video ?? false);
      },
      send: (farEnd, signal) => {
        const callId = callIdOf(model().phase);
        if (callId !== null) socket.send(negotiation(callId, farEnd, signal));
      },
      onChange: (farEnd, change) => {
        dispatch({ type: 'link', farEnd, change });
        if (change.state === 'connected') this.local.announce();
      },
    });
  }

  close(): void {
    this.links.close();
    this.local.close();
  }

  /** The call has moved to another device: keeps sending for a moment, unless another call begins. */
  keepOpenBriefly(): void {
    this.links.keepOpenBriefly();
    this.local.keepOpenBriefly();
  }
}
