import type { SfuMedia } from '../media/sfu/SfuMedia';
import type { RemoteMedia } from '../model/media';
import type { CallModel, CallPhase } from '../model/model';
import { linkTo } from '../model/model';
import type { Peer, UserId } from '../model/peers';
import { isInCall } from '../model/peers';

interface RemoteSettings {
  model: () => CallModel;
  sfu: Pick<SfuMedia, 'stream' | 'isFrozen' | 'isPaused'>;
  /** Whether a frame of this stream of the direct connection to a peer was decoded since the mesh took over. */
  meshHasFrame: (userId: UserId, stream: MediaStream | null) => boolean;
  onChange: (remote: ReadonlyMap<UserId, RemoteMedia>) => void;
}

type Active = CallPhase & { kind: 'active' };

/**
 * Chooses for each participant the streams that can be shown. While the topology changes, the old way is used until the
 * new one carries something.
 */
export class RemoteStreams {
  readonly #settings: RemoteSettings;
  /** A stream for each track, so that the same track is always in the same stream. */
  readonly #streams = new WeakMap<MediaStreamTrack, MediaStream>();

  constructor(settings: RemoteSettings) {
    this.#settings = settings;
  }

  /** Call this after each change of what is received. */
  update(): void {
    const model = this.#settings.model();
    const { phase, remote } = model;
    if (phase.kind !== 'active') return;
    const next = new Map<UserId, RemoteMedia>();
    for (const [userId, peer] of phase.peers) {
      if (!isInCall(peer)) continue;
      const media = this.#mediaOf(userId, peer, model, phase);
      const known = remote.get(userId);
      next.set(userId, known && isSame(known, media) ? known : media);
    }
    const changed = next.size !== remote.size || [...next].some(([id, media]) => remote.get(id) !== media);
    if (changed) this.#settings.onChange(next);
  }

  #mediaOf(userId: UserId, peer: Peer, model: CallModel, phase: Active): RemoteMedia {
    const { sfu, meshHasFrame } = this.#settings;
    const link = linkTo(model, userId);
    const direct = {
      camera: this.#streamOf(link.stream, 'video'),
      audio: this.#streamOf(link.stream, 'audio'),
    };
    const served = { camera: sfu.stream(userId, 'camera'), audio: sfu.stream(userId, 'microphone') };
    const prefersServed =
      phase.topology === 'sfu' ||
      (served.camera !== null && !meshHasFrame(userId, link.stream)) ||
      direct.audio === null;
    const [first, second] = prefersServed ? [served, direct] : [direct, served];
    const screens = [sfu.stream(userId, 'screen'), link.screen];
    if (phase.topology !== 'sfu' && meshHasFrame(userId, link.screen)) screens.reverse();
    const sent = peer.media.video ? (first.camera ?? second.camera) : null;
    const isServed = sent !== null && sent === served.camera;
    const paused = isServed && sfu.isPaused(userId);
    return {
      camera: paused ? null : sent,
      screen: peer.media.screen ? (screens.find((stream) => stream !== null) ?? null) : null,
      audio: first.audio ?? second.audio,
      frozen: isServed
        ? !paused && sfu.isFrozen(userId)
        : link.state === 'reconnecting' || link.state === 'failed',
      paused,
    };
  }

  #streamOf(stream: MediaStream | null, kind: 'audio' | 'video'): MediaStream | null {
    const track = stream?.getTracks().find((candidate) => candidate.kind === kind);
    if (!track) return null;
    const known = this.#streams.get(track);
    if (known) return known;
    const own = new MediaStream([track]);
    this.#streams.set(track, own);
    return own;
  }
}

function isSame(one: RemoteMedia, other: RemoteMedia): boolean {
  return (
    one.camera === other.camera &&
    one.screen === other.screen &&
    one.audio === other.audio &&
    one.frozen === other.frozen &&
    one.paused === other.paused
  );
}
