import { LocalMediaSender } from '../media/LocalMediaSender';
import { MediaLinks } from '../media/MediaLinks';
import { mediaState } from '../model/messages';
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
      isConnected: () => this.links.connected,
    });
    this.links = new MediaLinks({
      ...browser,
      track: (kind) => this.local.track(kind),
      expectsVideo: () => {
        const { phase } = model();
        return phase.kind === 'active' && phase.remote.video;
      },
      onStream: (stream) => {
        dispatch({ type: 'remoteStream', stream });
      },
      onIncomingStream: (stream) => {
        dispatch({ type: 'incomingStream', stream });
      },
      onLinkState: (link) => {
        dispatch({ type: 'link', link });
        if (link === 'connected') this.local.announce();
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
