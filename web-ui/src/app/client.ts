import { browserApi } from '../features/call/session/browserApi';
import { CallSession } from '../features/call/session/CallSession';
import { MissedCalls } from '../features/history/MissedCalls';
import { PresenceStore } from '../features/people/PresenceStore';
import type { SignalingMessage } from '../gen/visavis/v1/signaling_pb';

/** What lives on this device's one line to the server. */
interface ClientFeatures {
  readonly calls: CallSession;
  readonly presence: PresenceStore;
  readonly missed: MissedCalls;
}

/** Gives each message of the server to the feature that it is for; `userId` is the user whom the page shows. */
export function createClient(userId: string): ClientFeatures {
  const presence = new PresenceStore();
  const missed = new MissedCalls();
  const calls = new CallSession(browserApi(userId), ({ body }: SignalingMessage) => {
    if (body.case === 'presence') presence.receive(body.value);
    if (body.case === 'missedCalls') missed.receive(body.value);
  });
  return { calls, presence, missed };
}
