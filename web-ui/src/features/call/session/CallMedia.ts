import { WeakLinks } from '../media/health/WeakLinks';
import { IceServerCache } from '../media/IceServerCache';
import { LocalMediaSender } from '../media/LocalMediaSender';
import { LINGER_MS, MediaLinks } from '../media/MediaLinks';
import type { FarEndStats } from '../media/health/QualityLog';
import type { StatsSource } from '../media/quality';
import type { SentKind } from '../media/sent';
import { SfuMedia } from '../media/sfu/SfuMedia';
import { mediaState, negotiation, sfuNegotiation, view } from '../model/messages';
import { callIdOf, linkTo } from '../model/model';
import type { FarEnd, UserId } from '../model/peers';
import { SFU } from '../model/peers';
import type { CallContext } from './CallContext';

/** The media of the current call: what this device captures and sends, and the connections that carry it. */
export class CallMedia {
  readonly local: LocalMediaSender;
  /** The connections to the other participants. */
  readonly links: MediaLinks;
  /** The connections to the media server. */
  readonly sfu: SfuMedia;
  /** How good the links of the participants are. */
  readonly weakLinks: WeakLinks;
  /** The media server sends more or less than before. */
  onSfuChange: () => void = () => undefined;
  readonly #context: CallContext;
  #closeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: CallContext) {
    const { browser, socket, model, dispatch } = context;
    this.#context = context;
    this.local = new LocalMediaSender({
      capture: browser,
      model,
      onChange: (local) => {
        dispatch({ type: 'local', local });
        this.#refreshTracks();
      },
      onScreen: (screen) => {
        dispatch({ type: 'ownScreen', screen });
        this.#refreshTracks();
      },
      announce: (flags) => {
        const { phase } = model();
        if (phase.kind === 'active') socket.send(mediaState(phase.callId, flags));
      },
      onNotice: (notice) => {
        dispatch({ type: 'notice', notice });
      },
      isConnected: () => this.links.isConnected || this.sfu.isConnected,
    });
    this.links = new MediaLinks({
      ...browser,
      me: browser.device.userId,
      track: (kind) => this.local.track(kind),
      expectsVideo: (farEnd) => this.#expects(farEnd, 'camera'),
      send: (farEnd, signal) => {
        const callId = callIdOf(model().phase);
        if (callId !== null) socket.send(negotiation(callId, farEnd, signal));
      },
      onChange: (farEnd, change) => {
        dispatch({ type: 'link', farEnd, change });
        if (change.state === 'connected') this.local.announce();
      },
    });
    this.weakLinks = new WeakLinks({
      now: browser.now,
      onChange: (weakLinks) => {
        dispatch({ type: 'weakLinks', weakLinks });
      },
    });
    this.sfu = this.#createSfu();
  }

  /** The far ends that media is received from. */
  get farEnds(): readonly FarEnd[] {
    return this.sfu.isReceiving ? [...this.links.farEnds, SFU] : this.links.farEnds;
  }

  /** Reads the statistics of the connection to a far end; null while there is none. */
  statsSource(farEnd: FarEnd): StatsSource | null {
    return farEnd === SFU ? this.sfu.statsSource : this.links.statsSource(farEnd);
  }

  /** Reads the statistics of all connections. Each call costs the browser some work. */
  statsSources(): readonly FarEndStats[] {
    const all = this.links.farEnds.map((farEnd) => ({ farEnd, source: this.links.statsSource(farEnd) }));
    const { statsSource, publishStatsSource } = this.sfu;
    const isSfuUsed = this.sfu.isReceiving || this.sfu.isSending;
    const sfu = isSfuUsed ? [publishStatsSource, statsSource].map((source) => ({ farEnd: SFU, source })) : [];
    return [...all, ...sfu].flatMap(({ farEnd, source }) => (source ? [{ farEnd, ...source }] : []));
  }

  /** The connection to the server was interrupted. */
  resume(possiblyMissedMessages: boolean): void {
    this.links.resume(possiblyMissedMessages);
    this.sfu.resume();
  }

  close(): void {
    clearTimeout(this.#closeTimer);
    this.links.close();
    this.sfu.close();
    this.local.close();
  }

  /** The call has moved to another device: keeps sending for a moment, unless another call begins. */
  keepOpenBriefly(): void {
    this.links.keepOpenBriefly();
    this.local.keepOpenBriefly();
    clearTimeout(this.#closeTimer);
    this.#closeTimer = setTimeout(() => {
      if (this.#context.model().phase.kind !== 'active') this.sfu.close();
    }, LINGER_MS);
  }

  #createSfu(): SfuMedia {
    const { browser, socket, model } = this.#context;
    const iceServers = new IceServerCache(browser.iceServers);
    return new SfuMedia({
      openConnection: () =>
        browser.openConnection({
          bundlePolicy: 'max-bundle',
          iceTransportPolicy: browser.relayOnly ? 'relay' : 'all',
        }),
      iceServers: () => iceServers.take(),
      camera: browser.camera,
      track: (kind) => this.#sentTrack(kind),
      expects: (userId, kind) => this.#expects(userId, kind),
      send: (stream, generation, signal) => {
        const callId = callIdOf(model().phase);
        if (callId !== null) socket.send(sfuNegotiation(callId, stream, generation, signal));
      },
      sendView: (generation, tiles) => {
        const callId = callIdOf(model().phase);
        if (callId !== null) socket.send(view(callId, generation, tiles));
      },
      onChange: () => {
        this.#sfuChanged();
      },
      onReception: (reception) => {
        this.weakLinks.server(reception);
      },
      now: browser.now,
    });
  }

  /** A muted microphone sends nothing at all to the media server, unless the sound of a tab is shared. */
  #sentTrack(kind: SentKind): MediaStreamTrack | null {
    const isSilent = this.#context.model().local.audio !== 'on' && this.local.screen.sound === null;
    return kind === 'audio' && isSilent ? null : this.local.track(kind);
  }

  #refreshTracks(): void {
    this.links.refreshTracks();
    this.sfu.refreshTracks();
  }

  #expects(userId: UserId, kind: 'camera' | 'screen'): boolean {
    const { phase } = this.#context.model();
    const peer = phase.kind === 'active' ? phase.peers.get(userId) : undefined;
    return peer?.state === 'joined' && (kind === 'camera' ? peer.media.video : peer.media.screen);
  }

  #sfuChanged(): void {
    const { model, dispatch } = this.#context;
    const state = this.sfu.isConnected ? 'connected' : 'connecting';
    if (linkTo(model(), SFU).state !== state) {
      dispatch({ type: 'link', farEnd: SFU, change: { state } });
      if (state === 'connected') this.local.announce();
    }
    this.onSfuChange();
  }
}
