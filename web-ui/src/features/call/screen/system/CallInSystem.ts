/** The parts of `navigator.mediaSession` that are used here. A browser may lack the newer ones. */
interface SystemSession {
  metadata: MediaMetadata | null;
  setActionHandler: (action: MediaSessionAction, handler: (() => void) | null) => void;
  setMicrophoneActive?: (active: boolean) => unknown;
  setCameraActive?: (active: boolean) => unknown;
}

export interface CallActions {
  readonly hangUp: () => void;
  readonly toggleMicrophone: () => void;
  readonly toggleCamera: () => void;
}

const ACTIONS = {
  hangup: 'hangUp',
  togglemicrophone: 'toggleMicrophone',
  togglecamera: 'toggleCamera',
} as const satisfies Record<string, keyof CallActions>;

/** Shows the call in the system's media controls, such as the lock screen, with the buttons that the browser has. */
export class CallInSystem {
  readonly #session: SystemSession;

  constructor(session: SystemSession) {
    this.#session = session;
  }

  show(metadata: MediaMetadata, actions: CallActions): void {
    this.#session.metadata = metadata;
    for (const [action, name] of Object.entries(ACTIONS)) this.#handle(action, actions[name]);
  }

  sends(microphone: boolean, camera: boolean): void {
    void this.#session.setMicrophoneActive?.(microphone);
    void this.#session.setCameraActive?.(camera);
  }

  clear(): void {
    this.#session.metadata = null;
    for (const action of Object.keys(ACTIONS)) this.#handle(action, null);
  }

  #handle(action: string, handler: (() => void) | null): void {
    try {
      this.#session.setActionHandler(action as MediaSessionAction, handler);
    } catch {
      // this browser does not know the action
    }
  }
}
