import type { Devices } from '../media/MediaCapture';

let tracks = 0;

export class FakeTrack extends EventTarget {
  readonly id = `track${(tracks += 1)}`;
  contentHint = '';
  enabled = true;
  muted = false;
  stopped = false;

  constructor(
    readonly kind: string,
    readonly label = '',
  ) {
    super();
  }

  stop(): void {
    this.stopped = true;
  }

  getSettings(): MediaTrackSettings {
    return { deviceId: this.label };
  }

  /** The device is unplugged. */
  ends(): void {
    this.dispatchEvent(new Event('ended'));
  }

  /** The system, or a switch on the device, mutes it. */
  isMuted(muted: boolean): void {
    this.muted = muted;
    this.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
  }
}

/** Replaces the browser's MediaStream. */
export class FakeStream {
  readonly #tracks: FakeTrack[];

  constructor(tracks: FakeTrack[] = []) {
    this.#tracks = [...tracks];
  }

  getTracks(): FakeTrack[] {
    return this.#tracks;
  }

  getVideoTracks(): FakeTrack[] {
    return this.#tracks.filter(({ kind }) => kind === 'video');
  }

  addTrack(track: FakeTrack): void {
    this.#tracks.push(track);
  }
}

/** Microphones and cameras; the first one of a kind is captured. Either kind may be refused with the name of a DOMException. */
export class FakeDevices extends EventTarget {
  refuse: { audio?: string; video?: string } = {};
  plugged = { audio: ['Microphone'], video: ['Camera'] };
  readonly captured: FakeTrack[] = [];
  #held: Promise<void> | null = null;
  #letGo: () => void = () => undefined;

  /** The browser asks the user, who has not decided yet. */
  hold(): void {
    this.#held = new Promise((resolve) => {
      this.#letGo = resolve;
    });
  }

  release(): void {
    this.#held = null;
    this.#letGo();
  }

  async getUserMedia({ audio, video }: MediaStreamConstraints): Promise<FakeStream> {
    if (this.#held) await this.#held;
    const refusal = (audio ? this.refuse.audio : undefined) ?? (video ? this.refuse.video : undefined);
    if (refusal) throw new DOMException('refused', refusal);
    const tracks = [
      ...(audio ? [new FakeTrack('audio', this.#deviceFor('audio', audio))] : []),
      ...(video ? [new FakeTrack('video', this.#deviceFor('video', video))] : []),
    ];
    this.captured.push(...tracks);
    return new FakeStream(tracks);
  }

  /** As the newest Chromium, it ignores a device that is only wished for. */
  #deviceFor(kind: 'audio' | 'video', constraints: boolean | MediaTrackConstraints): string | undefined {
    const wanted = typeof constraints === 'object' ? constraints.deviceId : undefined;
    if (typeof wanted !== 'object' || !('exact' in wanted)) return this.plugged[kind][0];
    const found = this.plugged[kind].find((device) => device === wanted.exact);
    if (found === undefined) throw new DOMException('deviceId', 'OverconstrainedError');
    return found;
  }

  /** What the user shares next, or the DOMException with which the browser refuses. */
  display: { sound: boolean } | DOMException = { sound: false };

  async getDisplayMedia(): Promise<FakeStream> {
    if (this.#held) await this.#held;
    if (this.display instanceof DOMException) throw this.display;
    const tracks = [
      new FakeTrack('video', 'Tab'),
      ...(this.display.sound ? [new FakeTrack('audio', 'Tab')] : []),
    ];
    this.captured.push(...tracks);
    return new FakeStream(tracks);
  }

  enumerateDevices(): Promise<unknown[]> {
    const of = (kind: 'audio' | 'video') =>
      this.plugged[kind].map((deviceId) => ({ kind: `${kind}input`, deviceId }));
    return Promise.resolve([...of('audio'), ...of('video')]);
  }

  /** Devices were plugged in or unplugged. */
  change(plugged: Partial<FakeDevices['plugged']>): void {
    this.plugged = { ...this.plugged, ...plugged };
    this.dispatchEvent(new Event('devicechange'));
  }

  asDevices(): Devices {
    return this as unknown as Devices;
  }
}

/** Mixes tracks: the output track says which ones are connected to it. */
export class FakeAudioContext {
  readonly mixed = new FakeTrack('audio', 'mix');
  readonly inputs = new Set<FakeTrack>();
  closed = false;

  createMediaStreamDestination(): object {
    return { stream: new FakeStream([this.mixed]) };
  }

  createMediaStreamSource(stream: FakeStream): object {
    const [track] = stream.getTracks();
    if (!track) throw new Error('nothing to mix');
    return { connect: () => this.inputs.add(track), disconnect: () => this.inputs.delete(track) };
  }

  resume(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }

  asContext(): AudioContext {
    return this as unknown as AudioContext;
  }
}
