import type { UserId } from './peers';

/**
 * How media flows: `p2p` between two people, `mesh` between each two people of a small group, `sfu` through the media server.
 */
export type Topology = 'p2p' | 'mesh' | 'sfu';

/**
 * What another participant sends, as far as it can be shown. A stream has one track and is there only while it carries
 * media of this participant: after a change of the connection, a new stream replaces the old one with its first frame.
 */
export interface RemoteMedia {
  /** null: show the avatar. Has no sound. */
  readonly camera: MediaStream | null;
  /** null: nothing is shared. Has no sound. */
  readonly screen: MediaStream | null;
  /** null: nothing is heard, for example because others are louder. */
  readonly audio: MediaStream | null;
  /** The picture has stopped, although the participant sends it. */
  readonly frozen: boolean;
  /** The picture is left out because the connection of this device cannot bear it. */
  readonly paused: boolean;
}

export const NO_REMOTE_MEDIA: RemoteMedia = {
  camera: null,
  screen: null,
  audio: null,
  frozen: false,
  paused: false,
};

/** What a participant sends; nothing while there is no connection. */
export function remoteMedia(
  { remote }: { remote: ReadonlyMap<UserId, RemoteMedia> },
  userId: UserId,
): RemoteMedia {
  return remote.get(userId) ?? NO_REMOTE_MEDIA;
}

/** The ids of those who speak, the loudest first, without this user. */
export function speakers(model: { speakers: readonly UserId[] }): readonly UserId[] {
  return model.speakers;
}

export function topology({ phase }: { phase: { kind: string; topology?: Topology } }): Topology {
  return phase.topology ?? 'p2p';
}
