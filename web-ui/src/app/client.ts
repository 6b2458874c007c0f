import { browserApi } from '../features/call/session/browserApi';
import { CallSession } from '../features/call/session/CallSession';
import type { MissedCalls } from '../features/history/MissedCalls';
import { createMissedCalls } from '../features/history/MissedCalls';
import type { PresenceStore } from '../features/people/PresenceStore';
import { createPresenceStore } from '../features/people/PresenceStore';
import type { SignalingMessage } from '../gen/visavis/v1/signaling_pb';

/** The features that share this device's connection to the server. */
interface ClientFeatures {
  readonly calls: CallSession;
  readonly presence: PresenceStore;
  readonly missed: MissedCalls;
}

/** Creates the features of a signed-in user and passes each of the server's messages to the right one. */
export function createClient(userId: string): ClientFeatures {
  const presence = createPresenceStore();
  const missed = createMissedCalls();
  const calls = new CallSession(browserApi(userId), ({ body }: SignalingMessage) => {
    if (body.case === 'presence') presence.receive(body.value);
    if (body.case === 'missedCalls') missed.receive(body.value);
  });
  return { calls, presence, missed };
}
