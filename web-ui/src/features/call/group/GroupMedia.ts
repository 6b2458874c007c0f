import { FrameWatch } from '../media/FrameWatch';
import type { MediaLinks } from '../media/MediaLinks';
import type { SfuMedia } from '../media/sfu/SfuMedia';
import { servedTiles } from '../media/sfu/servedTiles';
import type { ShownTile } from '../model/messages';
import type { CallModel, CallPhase } from '../model/model';
import { callIdOf, linkTo } from '../model/model';
import type { Peers, UserId } from '../model/peers';
import { idsInCall } from '../model/peers';
import { Handover } from './Handover';
import { MeshConnections } from './MeshConnections';
import { MeshSpeakers } from './MeshSpeakers';
import { RemoteStreams } from './RemoteStreams';
import type { ViewRequests } from './ViewRequests';
import type { RemoteMedia } from '../model/media';

interface GroupSettings {
  me: UserId;
  links: MediaLinks;
  sfu: SfuMedia;
  view: ViewRequests;
  model: () => CallModel;
  onRemote: (remote: ReadonlyMap<UserId, RemoteMedia>) => void;
  onSpeakers: (speakers: readonly UserId[]) => void;
  /** Tells a peer that its media arrives through the media server. */
  tellMoved: (callId: string, peer: UserId) => void;
  now: () => number;
}

type Active = CallPhase & { kind: 'active' };

/** From so many people on, everybody holds idle connections to the media server. */
const SFU_FROM = 4;
/** While the screen has not said what it shows. */
const DEFAULT_TILES = 9;
const DEFAULT_HEIGHT = 360;
/** How long this device keeps sending to the media server after the mesh has taken over. */
const HAND_BACK_MS = 2000;
const MAX_HAND_BACK_MS = 10_000;

/** Keeps the media of a group call flowing as its topology says, without a gap when that changes. */
export class GroupMedia {
  readonly #settings: GroupSettings;
  readonly #mesh: MeshConnections;
  readonly #handover: Handover;
  readonly #frames: FrameWatch;
  readonly #remote: RemoteStreams;
  readonly #speakers: MeshSpeakers;
  #callId: string | null = null;
  /** When the mesh took over from the media server, and when all its pictures had arrived; null while that is not so. */
  #handBackSince: number | null = null;
  #meshSince: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: GroupSettings) {
    const { links, model, sfu, now } = settings;
    this.#settings = settings;
    this.#mesh = new MeshConnections({ me: settings.me, links, phase: () => model().phase });
    this.#handover = new Handover({
      links,
      arrives: (peer) => this.#arrivesThroughSfu(peer),
      tell: (peer) => {
        if (this.#callId !== null) settings.tellMoved(this.#callId, peer);
      },
      now,
    });
    this.#frames = new FrameWatch({
      links,
      onFrame: (farEnd) => {
        const { incomingStream } = linkTo(model(), farEnd);
        if (incomingStream) links.streamShown(incomingStream);
        this.mediaChanged();
      },
    });
    this.#speakers = new MeshSpeakers({ links, onChange: settings.onSpeakers, now });
    this.#remote = new RemoteStreams({
      model,
      sfu,
      meshHasFrame: (userId, stream) => this.#frames.hasFrame(userId, stream),
      onChange: settings.onRemote,
    });
  }

  /** Call this after each change of the model. */
  update(): void {
    const { model, view, links } = this.#settings;
    const { phase } = model();
    const callId = callIdOf(phase);
    if (callId !== this.#callId) {
      this.#reset(callId);
      view.reset();
    }
    this.#mesh.update(phase);
    if (phase.kind === 'active' && phase.isGroup && phase.version > 0) {
      for (const farEnd of links.farEnds) if (!linkTo(model(), farEnd).stream) this.#frames.forget(farEnd);
      this.#updateSfu(phase);
      this.#watchFrames(phase);
      if (phase.topology === 'sfu') this.#speakers.stop();
      else this.#speakers.start();
    }
    this.#remote.update();
  }

  /** The media server sends more or less than before, or the screen shows something else. */
  mediaChanged(): void {
    const { phase } = this.#settings.model();
    if (phase.kind === 'active' && phase.isGroup && phase.version > 0) {
      this.#updateSfu(phase);
      this.#watchFrames(phase);
    }
    this.#remote.update();
  }

  /** The page was loaded during the call: the others do not know that they have to offer again. */
  restore(): void {
    this.#mesh.restore();
  }

  /** This peer has this device's media through the media server. */
  peerMoved(peer: UserId): void {
    this.#handover.heard(peer);
  }

  #updateSfu(phase: Active): void {
    const { sfu } = this.#settings;
    const inCall = idsInCall(phase.peers);
    const onSfu = phase.topology === 'sfu';
    const wanted = phase.room !== null && (onSfu || inCall.length + 1 >= SFU_FROM);
    if (phase.room !== null && wanted) sfu.open(phase.room);
    if (sfu.generation === null) return;
    if (onSfu) this.#useSfu();
    else this.#useMesh(phase, wanted);
    sfu.show(this.#shown(phase.peers));
  }

  #shown(peers: Peers): readonly ShownTile[] {
    return this.#settings.view.tiles ?? defaultTiles(peers);
  }

  #useSfu(): void {
    this.#handBackSince = this.#meshSince = null;
    this.#settings.sfu.setSending(true);
    if (this.#mesh.isAhead) this.#handover.stop();
    else this.#handover.run();
  }

  /** Sends through the media server until the mesh has taken over everything. */
  #useMesh(phase: Active, keepOpen: boolean): void {
    const { sfu, now } = this.#settings;
    this.#handover.stop();
    if (sfu.isSending) {
      this.#handBackSince ??= now();
      if (this.#arrivesThroughMesh(phase)) this.#meshSince ??= now();
      const done =
        now() - (this.#meshSince ?? Infinity) >= HAND_BACK_MS ||
        now() - this.#handBackSince >= MAX_HAND_BACK_MS;
      if (!done) {
        this.#checkLater();
        return;
      }
      sfu.setSending(false);
    }
    this.#handBackSince = this.#meshSince = null;
    if (!keepOpen) sfu.close();
  }

  #checkLater(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.mediaChanged();
    }, HAND_BACK_MS / 4);
  }

  /** Everything that this peer sends, as far as this device is to receive it. */
  #arrivesThroughSfu(userId: UserId): boolean {
    const { model, sfu } = this.#settings;
    const { phase } = model();
    const peer = phase.kind === 'active' ? phase.peers.get(userId) : undefined;
    if (phase.kind !== 'active' || !peer || !sfu.isConnected) return false;
    if (sfu.isAwaited(userId, 'microphone')) return false;
    const isScreen = (tile: ShownTile) => tile.userId === userId && tile.kind === 'screen';
    const awaitsScreen = peer.media.screen && servedTiles(this.#shown(phase.peers)).some(isScreen);
    if (awaitsScreen && !sfu.stream(userId, 'screen')) return false;
    if (peer.media.video) return sfu.stream(userId, 'camera') !== null;
    return !peer.media.audio || sfu.stream(userId, 'microphone') !== null;
  }

  #arrivesThroughMesh({ peers }: Active): boolean {
    return idsInCall(peers).every((userId) => {
      const isConnected = linkTo(this.#settings.model(), userId).state === 'connected';
      return isConnected && this.#hasFramesOf(userId, peers);
    });
  }

  /** Whether each picture that this peer sends has been decoded on the direct connection. */
  #hasFramesOf(userId: UserId, peers: Peers): boolean {
    const { stream, screen } = linkTo(this.#settings.model(), userId);
    const media = peers.get(userId)?.media;
    const hasCamera = !media?.video || this.#frames.hasFrame(userId, stream);
    return hasCamera && (!media?.screen || this.#frames.hasFrame(userId, screen));
  }

  /** The first frames of a peer's new device, or of the mesh while the media server still sends. */
  #watchFrames(phase: Active): void {
    const { model, links, sfu } = this.#settings;
    const isAwaited = (userId: UserId) => {
      if (linkTo(model(), userId).incomingStream) return true;
      const isMeshUsed = phase.topology !== 'sfu' || this.#mesh.isAhead;
      return isMeshUsed && sfu.isSending && !this.#hasFramesOf(userId, phase.peers);
    };
    this.#frames.watch(links.farEnds.filter(isAwaited));
  }

  #reset(callId: string | null): void {
    this.#callId = callId;
    if (callId !== null) this.#settings.sfu.close(); // may still serve the call before
    this.#handover.stop();
    this.#frames.stop();
    this.#speakers.stop();
    this.#handBackSince = this.#meshSince = null;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

function defaultTiles(peers: Peers): readonly ShownTile[] {
  const inCall = idsInCall(peers);
  const tile = (kind: ShownTile['kind']) => (userId: UserId) => ({ userId, kind, height: DEFAULT_HEIGHT });
  const screens = inCall.filter((userId) => peers.get(userId)?.media.screen);
  return [...screens.map(tile('screen')), ...inCall.slice(0, DEFAULT_TILES).map(tile('camera'))];
}
