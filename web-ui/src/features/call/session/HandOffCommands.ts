import type { SignalingSocket } from '../../../lib/signaling/SignalingSocket';
import { requestId, transferCall } from '../model/messages';
import type { CallModel, OtherDevice } from '../model/model';
import type { Negotiation } from './Negotiation';
import type { CallAction } from '../model/reduce';
import type { LocalMediaSender } from '../media/LocalMediaSender';

interface HandOffSettings {
  socket: SignalingSocket;
  negotiation: Negotiation;
  localMedia: LocalMediaSender;
  thisDevice: string;
  model: () => CallModel;
  dispatch: (event: CallAction) => void;
}

/** Ringing and settling of a hand-off, and slack: the server tells sooner how it went, unless its word is lost. */
const HAND_OFF_TIMEOUT_MS = 25_000;

/** How a call moves between the devices of one user. */
export class HandOffCommands {
  readonly #settings: HandOffSettings;

  constructor(settings: HandOffSettings) {
    this.#settings = settings;
  }

  /** Fetches the call that another device of the user is in. */
  pullToThisDevice(): void {
    const { model, dispatch, localMedia, socket, negotiation, thisDevice } = this.#settings;
    const { callOnOtherDevice, phase } = model();
    if (!callOnOtherDevice?.peer || phase.kind !== 'idle') return;
    const { callId, peer } = callOnOtherDevice;
    dispatch({ type: 'handOffPulled', callOnOtherDevice, peer });
    localMedia.expectHandOff();
    socket.command(transferCall(callId, thisDevice));
    negotiation.answerWithOffer(callId);
  }

  /** Offers the call to another device of the user. Until it is up there, nothing changes here. */
  pushToDevice(to: OtherDevice): void {
    const { model, dispatch, socket } = this.#settings;
    const { phase } = model();
    if (phase.kind !== 'active' || phase.handOff) return;
    const { callId } = phase;
    dispatch({ type: 'handOffPushed', to });
    socket.command(transferCall(callId, to.deviceId));
    setTimeout(() => {
      socket.settle(requestId('transfer_call', callId)); // it is not to happen later, by surprise
      dispatch({ type: 'handOffAborted', callId, toDeviceId: to.deviceId, reason: null });
    }, HAND_OFF_TIMEOUT_MS);
  }
}
