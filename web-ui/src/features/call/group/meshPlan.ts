import type { CallPhase } from '../model/model';
import type { FarEnd, UserId } from '../model/peers';
import { idsInCall } from '../model/peers';

/** What a group call without the media server needs: one connection to each other participant. */
export interface MeshPlan {
  /** This device opens the connection. */
  readonly offer: readonly UserId[];
  /** The peer opens the connection. */
  readonly expect: readonly UserId[];
  /** These far ends have left the call. */
  readonly close: readonly FarEnd[];
}

/**
 * The participant who joined later offers. `connected`: the far ends that this device has a connection to. `isAhead`: the
 * media server still carries the call, but not for much longer.
 */
export function planMesh(
  { peers, topology, joinedAt }: CallPhase & { kind: 'active' },
  me: UserId,
  connected: readonly FarEnd[],
  isAhead = false,
): MeshPlan {
  const inCall = idsInCall(peers);
  const close = connected.filter((farEnd) => !inCall.includes(farEnd));
  if (topology === 'sfu' && !isAhead) return { offer: [], expect: [], close };
  const missing = inCall.filter((userId) => !connected.includes(userId));
  const joinedBefore = (userId: UserId) => {
    const theirs = peers.get(userId)?.joinedAt ?? 0;
    const ours = joinedAt ?? Number.MAX_SAFE_INTEGER;
    return theirs < ours || (theirs === ours && userId < me);
  };
  return {
    offer: missing.filter(joinedBefore),
    expect: missing.filter((userId) => !joinedBefore(userId)),
    close,
  };
}
