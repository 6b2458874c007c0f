import type { SignalingMessage } from '../../gen/visavis/v1/signaling_pb';

/** A limit for a long disconnection; older messages are of no use by then. */
const MAX_HELD = 256;

/**
 * Messages that must reach the server although the socket may break. Commands are sent again on each registration until
 * they are settled; each is idempotent, because a call id or a key identifies it. Other messages are held while the
 * device is not registered.
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

  /** Removes a command. Returns false if it may have reached the server already. */
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

  /** The call is over: drops its messages, except the command that ends it. */
  forget(callId: string): void {
    this.#held = this.#held.filter((message) => message.callId !== callId);
    for (const [requestId, message] of this.#unsettled) {
      const ends = message.body.case === 'endCall' || message.body.case === 'declineCall';
      if (message.callId === callId && !ends) this.settle(requestId);
    }
  }

  /** The messages to send after a registration, commands first. */
  drain(): SignalingMessage[] {
    const held = this.#held;
    this.#held = [];
    return [...this.#unsettled.values(), ...held];
  }
}
