import type { Devices } from '../Capture';

export class FakeTrack {
  enabled = true;
  stopped = false;

  constructor(readonly kind: string) {}

  stop(): void {
    this.stopped = true;
  }
}

/** Takes the place of the browser's MediaStream. */
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

/** A microphone and a camera; either may be refused with the name of a DOMException. */
export class FakeDevices {
  refuse: { audio?: string; video?: string } = {};
  readonly captured: FakeTrack[] = [];
  #held: Promise<void> | null = null;
  #letGo: () => void = () => undefined;

  /** The browser asks the user, who takes their time. */
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
    const tracks = [...(audio ? [new FakeTrack('audio')] : []), ...(video ? [new FakeTrack('video')] : [])];
    this.captured.push(...tracks);
    return new FakeStream(tracks);
  }

  asDevices(): Devices {
    return this as unknown as Devices;
  }
}
