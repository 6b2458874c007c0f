import type { SignalingMessage } from '../../gen/visavis/v1/signaling_pb';

/** The server keeps no more for a device that is away, so neither do we. */
const MAX_HELD = 256;

/**
 * What has to reach the server although the socket comes and goes: commands are sent again on every registration until
 * they are settled (each is idempotent: a call id or a key names what it does), the rest is held while the socket is away.
 */
export class SendQueue {
  readonly #unsettled = new Map<string, SignalingMessage>();
  readonly #written = new Set<string>();
  #held: SignalingMessage[] = [];

  command(message: SignalingMessage): void {
    if (message.requestId) this.#unsettled.set(message.requestId, message);
  }

  settle(requestId: string): void {
    this.#unsettled.delete(requestId);
    this.#written.delete(requestId);
  }

  written(message: SignalingMessage): void {
    if (message.requestId && this.#unsettled.has(message.requestId)) this.#written.add(message.requestId);
  }

  /** Takes a command back; false if it may have reached the server already. */
  withdraw(requestId: string): boolean {
    if (this.#written.has(requestId)) return false;
    this.settle(requestId);
    return true;
  }

  unsettled(requestId: string): SignalingMessage | undefined {
    return this.#unsettled.get(requestId);
  }

  hold(message: SignalingMessage): void {
    this.#held.push(message);
    if (this.#held.length > MAX_HELD) this.#held.shift();
  }

  /** The call is over: nothing that belongs to it is worth sending, except the word that ends it. */
  forget(callId: string): void {
    this.#held = this.#held.filter((message) => message.callId !== callId);
    for (const [requestId, message] of this.#unsettled) {
      const ends = message.body.case === 'endCall' || message.body.case === 'declineCall';
      if (message.callId === callId && !ends) this.settle(requestId);
    }
  }

  /** What to send now that the device is registered, commands first. */
  drain(): SignalingMessage[] {
    const held = this.#held;
    this.#held = [];
    return [...this.#unsettled.values(), ...held];
  }
}
