import { inText } from '../../lib/inText';
import type { Line } from '../../lib/signaling/SignalingSocket';
import type { CallModel, CallPhase, Notice, Trouble } from './model';
import { peerOf } from './model';
import type { GivenUp } from './Watch';

type Shown = CallPhase & { kind: 'active' | 'joining' };

/** What is wrong with the call, in words; empty when all is well. */
export function trouble(phase: Shown, { line, local }: CallModel): string {
  const name = inText(phase.peer.name);
  if (phase.kind === 'active' && phase.trouble) return connection(phase.trouble, name);
  if (phase.kind === 'joining' && line.kind !== 'registered') return OWN;
  if (local.problem) return local.problem;
  if (local.audio === 'asking') return `${name} cannot hear you yet. Allow the microphone in your browser.`;
  return '';
}

const OWN = 'Your connection is interrupted. Reconnecting…';

function connection(what: Trouble, name: string): string {
  if (what.kind === 'poor') {
    return what.direction === 'in'
      ? `The connection is poor. ${name} may sound broken up.`
      : `The connection is poor. ${name} may not hear you well.`;
  }
  switch (what.side) {
    case 'own':
      return OWN;
    case 'far':
      return `${name} lost the connection and is reconnecting…`;
    case 'left':
      return `${name} closed Visavis, or is loading it again…`;
    case 'between':
      return what.until === null
        ? `No sound or picture is coming from ${name}.`
        : `The connection between you and ${name} is interrupted. Reconnecting…`;
  }
}

/** Why this device gave the call up by itself, and the one thing to do. */
export function givenUp(why: GivenUp, phase: CallPhase, line: Line): Notice | null {
  const peer = peerOf(phase);
  if (!peer || phase.kind === 'incoming' || phase.kind === 'idle') return null;
  const again = { person: peer, media: phase.media };
  const name = inText(peer.name);
  switch (why) {
    case 'unplaced':
      return { tone: 'alert', text: unplaced(name, phase, line), again };
    case 'unconnected':
      return {
        tone: 'alert',
        text:
          line.kind === 'registered'
            ? `No connection to ${name} could be made. Call again, or try another network.`
            : `The call with ${name} could not be connected. Check your network, then call again.`,
        again,
      };
    case 'own':
      return {
        tone: 'alert',
        text: `Your connection was lost for too long, so the call with ${name} is over. Check your network, then call again.`,
        again,
      };
    case 'left':
      return { tone: 'status', text: `${name} left the call.`, again };
    case 'far':
    case 'between':
      return { tone: 'status', text: `The connection to ${name} was lost.`, again };
  }
}

function unplaced(name: string, phase: CallPhase, line: Line): string {
  if (line.kind === 'registered')
    return `Visavis does not answer, so ${name} was not called. Call again in a moment.`;
  return phase.kind === 'dialing' && phase.callId !== null
    ? `Your connection was lost, so the call to ${name} was cancelled. Check your network, then call again.`
    : `Visavis cannot be reached, so ${name} was not called. Check your network, then call again.`;
}

/** A tab that is not in use calls nobody. */
export const NOT_IN_USE: Notice = {
  tone: 'alert',
  text: 'This tab is not in use, so nobody was called. Choose “Use it here”, then call again.',
};
