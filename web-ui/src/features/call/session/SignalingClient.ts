import type { SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import { SeenIds } from '../../../lib/signaling/SeenIds';
import type { ServerConnection } from '../../../lib/signaling/SignalingSocket';
import { SignalingSocket } from '../../../lib/signaling/SignalingSocket';
import type { CallPhase } from '../model/model';
import type { BrowserApi } from './browserApi';
import { TabCoordinator } from './TabCoordinator';

interface ClientSettings {
  browser: BrowserApi;
  onServerConnection: (state: ServerConnection) => void;
  /** Called once for each message, even if the server sends it twice. */
  onMessage: (message: SignalingMessage) => void;
}

const MAX_SEEN_MESSAGES = 2048;

/** This device's connection to the server. The tabs of one device share it: only one tab is connected at a time. */
export class SignalingClient {
  readonly socket: SignalingSocket;
  readonly #tabs: TabCoordinator;
  readonly #seen = new SeenIds(MAX_SEEN_MESSAGES);

  constructor({ browser, onServerConnection, onMessage }: ClientSettings) {
    this.socket = new SignalingSocket({
      ...browser,
      open: browser.openSocket,
      onServerConnection,
      onMessage: (message) => {
        if (!message.id || this.#seen.add(message.id)) onMessage(message);
      },
    });
    this.#tabs = new TabCoordinator({ lock: browser.callLock, socket: this.socket, onServerConnection });
  }

  /** Connects, unless another tab of this device is in a call. */
  start(): void {
    void this.#tabs.start();
  }

  /** Connects even if another tab of this device is in a call: the call moves to this tab. */
  useThisTab(): void {
    this.#tabs.takeOver();
  }

  stop(): void {
    this.#tabs.stop();
    this.socket.stop();
  }

  /** The session was renewed: reconnects with the new token before the old one expires. */
  renew(): void {
    this.socket.renew();
  }

  networkOnline(): void {
    this.socket.reconnectNow();
  }

  networkOffline(): void {
    this.socket.networkLost();
  }

  /** Call this with each new phase: a tab in a call keeps other tabs from taking the connection. */
  update(phase: CallPhase): void {
    this.#tabs.update(phase);
  }
}
