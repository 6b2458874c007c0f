import type { SignalingSocket } from '../../lib/signaling/SignalingSocket';
import { requestId, transferCall } from './messages';
import type { CallModel, OtherDevice } from './model';
import type { Negotiation } from './Negotiation';
import type { CallEvent } from './reduce';
import type { Sending } from './Sending';

interface MoveSettings {
  socket: SignalingSocket;
  negotiation: Negotiation;
  sending: Sending;
  thisDevice: string;
  model: () => CallModel;
  dispatch: (event: CallEvent) => void;
}

/** Ringing and settling of a hand-off, and slack: the server tells sooner how it went, unless its word is lost. */
const HANDED_OFF_WITHIN_MS = 25_000;

/** How a call moves between the devices of one user. */
export class Moves {
  readonly #settings: MoveSettings;

  constructor(settings: MoveSettings) {
    this.#settings = settings;
  }

  /** Fetches the call that another device of the user is in. */
  takeOver(): void {
    const { model, dispatch, sending, socket, negotiation, thisDevice } = this.#settings;
    const { elsewhere, phase } = model();
    if (!elsewhere?.peer || phase.kind !== 'idle') return;
    const { callId, peer } = elsewhere;
    dispatch({ type: 'takenOver', elsewhere, peer });
    sending.expectMove();
    socket.command(transferCall(callId, thisDevice));
    negotiation.answerWithOffer(callId);
  }

  /** Offers the call to another device of the user. Until it is up there, nothing changes here. */
  handOver(to: OtherDevice): void {
    const { model, dispatch, socket } = this.#settings;
    const { phase } = model();
    if (phase.kind !== 'active' || phase.handOff) return;
    const { callId } = phase;
    dispatch({ type: 'handedOff', to });
    socket.command(transferCall(callId, to.deviceId));
    setTimeout(() => {
      socket.settle(requestId('transfer_call', callId)); // it is not to happen later, by surprise
      dispatch({ type: 'handOffOver', callId, toDeviceId: to.deviceId, words: null });
    }, HANDED_OFF_WITHIN_MS);
  }
}
