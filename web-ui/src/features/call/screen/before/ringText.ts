import { inText } from '../../../../lib/inText';
import { listNames } from '../../../../lib/listNames';
import type { Ringing } from '../../model/model';
import { isGroupRing } from '../../model/model';
import { isInCall } from '../../model/peers';

/** What rings: "Video call", "Group audio call". */
export function kindText(ring: Ringing): string {
  const kind = ring.media === 'video' ? 'video call' : 'audio call';
  return isGroupRing(ring) ? `Group ${kind}` : `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
}

/** Says who invites to a group call, and who is in it; null for a call of two. */
export function companyText(ring: Ringing): string | null {
  if (!isGroupRing(ring)) return null;
  const { caller, inviter } = ring;
  const others = [...ring.peers.values()].filter(({ person }) => person.id !== caller.id);
  const inCall = others.filter(isInCall).map(({ person }) => person.name);
  const ringing = others.filter(({ state }) => state === 'ringing').map(({ person }) => person.name);
  const invitation = inviter && inviter.id !== caller.id ? `${inText(inviter.name)} invites you. ` : '';
  if (inCall.length > 0)
    return `${invitation}${listNames(inCall)} ${inCall.length === 1 ? 'is' : 'are'} in the call`;
  return ringing.length > 0 ? `${invitation}With ${listNames(ringing)}` : invitation.trim() || null;
}

/** A hand-off from the user's other device is a question. */
export function transferText({ caller, peers }: Ringing): string {
  const names = [...peers.values()].filter(isInCall).map(({ person }) => person.name);
  return `Continue the call with ${listNames(names.length > 1 ? names : [caller.name])} here?`;
}

export function alertText(ring: Ringing): string {
  return ring.transfer ? transferText(ring) : `${ring.caller.name} is calling…`;
}
