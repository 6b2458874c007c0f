import type { CallPhase } from '../../model/model';

type Outgoing = Pick<CallPhase & { kind: 'outgoing' }, 'alerting' | 'noAnswerYet'>;

/** How far an outgoing call has come. */
export function outgoingText({ alerting, noAnswerYet }: Outgoing, isRegistered: boolean): string {
  if (!isRegistered) return 'Connecting…';
  if (noAnswerYet) return 'No answer yet…';
  return alerting ? 'Ringing…' : 'Calling…';
}

/** What the user can do about a call that nobody answers; null while it is too early for that. */
export function outgoingHint({ noAnswerYet }: Outgoing): string | null {
  return noAnswerYet ? 'It rings for a few more seconds. After that you can call again.' : null;
}
