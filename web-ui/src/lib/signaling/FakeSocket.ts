import type { SignalingMessage } from '../../gen/visavis/v1/signaling_pb';
import { decode, encode } from '../protocol/codec';

/** The server's end of a WebSocket, played by a test. */
export class FakeSocket {
  readonly sent: SignalingMessage[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  closed = false;

  send(text: string): void {
    this.sent.push(decode(text));
  }

  close(): void {
    this.closed = true;
  }

  accept(): void {
    this.onopen?.();
  }

  deliver(message: SignalingMessage): void {
    this.onmessage?.({ data: encode(message) });
  }

  disconnect(code = 1006): void {
    this.onclose?.({ code });
  }

  /** The names of the messages sent so far. */
  get cases(): (string | undefined)[] {
    return this.sent.map(({ body }) => body.case);
  }

  asWebSocket(): WebSocket {
    return this as unknown as WebSocket;
  }
}
