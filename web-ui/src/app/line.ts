import { realBrowser } from '../features/call/browser';
import { CallSession } from '../features/call/CallSession';
import { MissedCalls } from '../features/history/MissedCalls';
import { PresenceBook } from '../features/people/PresenceBook';
import type { SignalingMessage } from '../gen/visavis/v1/signaling_pb';

/** What lives on this device's one line to the server. */
interface OnTheLine {
  readonly calls: CallSession;
  readonly book: PresenceBook;
  readonly missed: MissedCalls;
}

/** Gives each message of the server to the feature that it is for; `userId` is the user whom the page shows. */
export function openLine(userId: string): OnTheLine {
  const book = new PresenceBook();
  const missed = new MissedCalls();
  const calls = new CallSession(realBrowser(userId), ({ body }: SignalingMessage) => {
    if (body.case === 'presence') book.receive(body.value);
    if (body.case === 'missedCalls') missed.receive(body.value);
  });
  return { calls, book, missed };
}
