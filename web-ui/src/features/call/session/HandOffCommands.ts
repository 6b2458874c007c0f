import type { LocalMediaSender } from '../media/LocalMediaSender';
import { requestId, transferCall } from '../model/messages';
import type { OtherDevice } from '../model/model';
import { firstPeer } from '../model/peers';
import type { CallContext } from './CallContext';
import type { Negotiation } from './Negotiation';

interface HandOffSettings extends CallContext {
  negotiation: Negotiation;
  localMedia: LocalMediaSender;
}

/** Longer than the server's timeouts for ringing and completing a hand-off together: ends a hand-off whose result was lost. */
const HAND_OFF_TIMEOUT_MS = 25_000;

/** Moves a call between the devices of one user. */
export class HandOffCommands {
  readonly #settings: HandOffSettings;

  constructor(settings: HandOffSettings) {
    this.#settings = settings;
  }

  /** Moves the call from the user's other device to this one. */
  pullToThisDevice(): void {
    const { model, dispatch, localMedia, socket, negotiation, browser } = this.#settings;
    const { callOnOtherDevice, phase } = model();
    if (!callOnOtherDevice || callOnOtherDevice.peers.size === 0 || phase.kind !== 'idle') return;
    const { callId, peers, isGroup } = callOnOtherDevice;
    dispatch({ type: 'handOffPulled', callOnOtherDevice });
    localMedia.expectHandOff();
    socket.command(transferCall(callId, browser.device.deviceId));
    if (isGroup) negotiation.answerGroup(callId);
    else negotiation.answerWithOffer(callId, firstPeer(peers).person.id);
  }

  /** Offers the call to another device of the user. Nothing changes here until that device has joined. */
  pushToDevice(to: OtherDevice): void {
    const { model, dispatch, socket } = this.#settings;
    const { phase } = model();
    if (phase.kind !== 'active' || phase.handOff) return;
    const { callId } = phase;
    dispatch({ type: 'handOffPushed', to });
    socket.command(transferCall(callId, to.deviceId));
    setTimeout(() => {
      socket.settle(requestId('transfer_call', callId)); // never sent again after the user was told that it failed
      dispatch({ type: 'handOffAborted', callId, toDeviceId: to.deviceId, reason: null });
    }, HAND_OFF_TIMEOUT_MS);
  }
}
