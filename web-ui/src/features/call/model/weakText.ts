import { inText } from '../../../lib/inText';
import type { CallModel, CallPhase, WeakLink } from './model';
import { OWN } from './model';
import { firstPeer } from './peers';

/** Whose link is bad, and what is done about it; empty if all are good. In a group, each tile says it of its own person. */
export function weakText(phase: CallPhase, { weakLinks }: Pick<CallModel, 'weakLinks'>): string {
  if (phase.kind !== 'active') return '';
  const own = weakLinks.get(OWN);
  if (phase.isGroup)
    return own ? `Your connection is weak.${groupRemedy(own, phase.topology === 'sfu')}` : '';
  const { person } = firstPeer(phase.peers);
  const name = inText(person.name);
  const peer = weakLinks.get(person.id);
  if (own && peer) return `The connection between you and ${name} is weak.${sentRemedy(own)}`;
  if (own) return `Your connection is weak.${sentRemedy(own) || ` ${name} may not hear you well.`}`;
  return peer ? `${name}’s connection is weak. ${name} may sound broken up.` : '';
}

/** What the browser does with the picture that it sends. */
function sentRemedy({ remedy }: WeakLink): string {
  switch (remedy) {
    case 'smaller':
      return ' Your picture is sent smaller for now.';
    case 'audioOnly':
      return ' Only your sound is sent for now.';
    case null:
      return '';
  }
}

/** On the media server, this device asks for less. */
function groupRemedy(link: WeakLink, onSfu: boolean): string {
  if (!onSfu) return sentRemedy(link) || ' The others may not hear you well.';
  switch (link.remedy) {
    case 'smaller':
      return ' Pictures are smaller for now.';
    case 'audioOnly':
      return ' Some pictures are paused, so that the sound goes on.';
    case null:
      return ' The others may sound broken up.';
  }
}

/** The worst of the links that `weakText` speaks of. */
export function weakestOf(phase: CallPhase, { weakLinks }: Pick<CallModel, 'weakLinks'>): WeakLink | null {
  const own = weakLinks.get(OWN);
  const all = phase.kind === 'active' && phase.isGroup ? [own] : [own, ...weakLinks.values()];
  const [worst] = all.filter((link) => link !== undefined).sort((one, other) => one.bars - other.bars);
  return worst ?? null;
}

/** How the signal bars of a person are called. */
export function weakLabel({ bars }: WeakLink): string {
  return bars === 1 ? 'very weak connection' : 'weak connection';
}
