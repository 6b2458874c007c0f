import { inText } from '../../../lib/inText';
import type { ServerConnection } from '../../../lib/signaling/SignalingSocket';
import type { AbandonReason, CallModel, CallPhase, CallNotice, ConnectionProblem } from './model';
import { peerOf } from './model';
import type { MediaFlags } from './peers';
import { firstPeer } from './peers';

type ShownPhase = CallPhase & { kind: 'active' | 'joining' };
type StalledMedia = ConnectionProblem & { kind: 'stalled' };

/** The text about the call's problem; empty if there is none. */
export function problemText(phase: ShownPhase, { serverConnection, local }: CallModel): string {
  const { person, media } = firstPeer(phase.peers);
  const name = phase.isGroup ? 'The others' : inText(person.name);
  if (phase.kind === 'active' && phase.problem) {
    return phase.problem.kind === 'stalled'
      ? stalledText(phase.problem, name, media)
      : connectionProblemText(phase.problem, name);
  }
  if (phase.kind === 'joining' && serverConnection.kind !== 'registered') return OWN_CONNECTION_LOST;
  if (local.problem) return local.problem;
  if (local.audio === 'requesting')
    return `${name} cannot hear you yet. Allow the microphone in your browser.`;
  return '';
}

const OWN_CONNECTION_LOST = 'Your connection is interrupted. Reconnecting…';

const nothingArrives = (name: string) => `No audio or video is arriving from ${name}.`;

/** @param sent what the peer sends */
function stalledText(stalled: StalledMedia, name: string, sent: MediaFlags): string {
  if (stalled.audio && stalled.video) return nothingArrives(name);
  const [stopped, other, goesOn] = stalled.video
    ? ['picture', 'sound', sent.audio]
    : ['sound', 'picture', sent.video];
  return `${name}’s ${stopped} has stopped.${goesOn ? ` The ${other} goes on.` : ''}`;
}

function connectionProblemText(problem: Exclude<ConnectionProblem, StalledMedia>, name: string): string {
  switch (problem.side) {
    case 'own':
      return OWN_CONNECTION_LOST;
    case 'peer':
      return `${name} lost the connection and is reconnecting…`;
    case 'peerLeft':
      return `${name} closed or reloaded Visavis…`;
    case 'between':
      return problem.endsAt === null
        ? nothingArrives(name)
        : `The connection between you and ${name} is interrupted. Reconnecting…`;
  }
}

/** Why this device has abandoned the call, and what the user can do. */
export function abandonNotice(
  reason: AbandonReason,
  phase: CallPhase,
  serverConnection: ServerConnection,
): CallNotice | null {
  const peer = peerOf(phase);
  if (!peer || phase.kind === 'incoming' || phase.kind === 'idle') return null;
  if (phase.isGroup) return abandonedGroupNotice(reason);
  const callAgain = { people: [peer], media: phase.media };
  const name = inText(peer.name);
  switch (reason) {
    case 'notInitiated':
      return { tone: 'alert', text: notInitiatedText(name, phase, serverConnection), callAgain };
    case 'notConnected':
      return {
        tone: 'alert',
        text:
          serverConnection.kind === 'registered'
            ? `Could not connect to ${name}. Call again, or try another network.`
            : `The call with ${name} could not be connected. Check your network, then call again.`,
        callAgain,
      };
    case 'own':
      return {
        tone: 'alert',
        text: `Your connection was lost for too long, so the call with ${name} ended. Check your network, then call again.`,
        callAgain,
      };
    case 'peerLeft':
      return { tone: 'status', text: `${name} left the call.`, callAgain };
    case 'peer':
    case 'between':
      return { tone: 'status', text: `The connection to ${name} was lost.`, callAgain };
  }
}

function abandonedGroupNotice(reason: AbandonReason): CallNotice {
  const text = {
    notInitiated: 'Visavis cannot be reached, so nobody was called. Check your network, then call again.',
    notConnected: 'The call could not be connected. Check your network, then try again.',
    own: 'Your connection was lost for too long, so you have left the call. Check your network, then join again.',
    peer: 'The connection was lost.',
    between: 'The connection was lost.',
    peerLeft: 'The call is over.',
  } satisfies Record<AbandonReason, string>;
  return { tone: 'alert', text: text[reason] };
}

function notInitiatedText(name: string, phase: CallPhase, serverConnection: ServerConnection): string {
  if (serverConnection.kind === 'registered')
    return `Visavis is not responding, so ${name} was not called. Call again in a moment.`;
  return phase.kind === 'outgoing' && phase.callId !== null
    ? `Your connection was lost, so the call to ${name} was cancelled. Check your network, then call again.`
    : `Visavis cannot be reached, so ${name} was not called. Check your network, then call again.`;
}

/** A tab that is not connected cannot make calls. */
export const TAB_NOT_IN_USE: CallNotice = {
  tone: 'alert',
  text: 'This tab is not in use, so nobody was called. Choose “Use it here”, then call again.',
};
