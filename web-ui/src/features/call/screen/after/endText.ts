import type { CallNotice, EndedCall } from '../../model/model';
import { durationText } from '../../model/text';

/** Which call has ended: "Video call", "Group audio call". */
export function endedKind({ media, isGroup }: EndedCall): string {
  if (isGroup) return media === 'video' ? 'Group video call' : 'Group audio call';
  return media === 'video' ? 'Video call' : 'Audio call';
}

/** Why the call has ended, or that it goes on without this user; null if there is nothing to explain. */
export function endReason({ text, isOrdinary, endedCall }: CallNotice): string | null {
  if (!isOrdinary) return text;
  return endedCall?.goesOn ? 'The others are still in the call.' : null;
}

/** What a screen reader says when the card appears. */
export function endAnnouncement(notice: CallNotice): string {
  const { endedCall, text, isOrdinary } = notice;
  if (!endedCall?.goesOn || !isOrdinary) return text;
  return `You left the call after ${durationText(endedCall.seconds)}. The others are still in it.`;
}
