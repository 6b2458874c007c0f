interface Mix {
  readonly context: AudioContext;
  readonly output: MediaStreamAudioDestinationNode;
  readonly shared: MediaStreamTrack;
  microphone: { readonly track: MediaStreamTrack; readonly node: AudioNode } | null;
}

/**
 * Adds the sound of a shared tab to what the microphone sends. They share one section, because the contract has one for the
 * sound of each device: so the media server forwards both, and every client plays both. A muted microphone adds silence.
 */
export class SoundMixer {
  readonly #openContext: () => AudioContext;
  #mix: Mix | null = null;

  constructor(openContext: () => AudioContext) {
    this.#openContext = openContext;
  }

  /** What to send: the microphone itself while no sound is shared. The same input gives the same track. */
  mix(microphone: MediaStreamTrack | null, shared: MediaStreamTrack | null): MediaStreamTrack | null {
    if (this.#mix && this.#mix.shared !== shared) this.close();
    if (!shared) return microphone;
    const mix = (this.#mix ??= this.#open(shared));
    if ((mix.microphone?.track ?? null) !== microphone) {
      mix.microphone?.node.disconnect();
      mix.microphone = microphone && { track: microphone, node: connect(mix, microphone) };
    }
    return mix.output.stream.getTracks()[0] ?? null;
  }

  close(): void {
    void this.#mix?.context.close();
    this.#mix = null;
  }

  #open(shared: MediaStreamTrack): Mix {
    const context = this.#openContext();
    const mix: Mix = { context, output: context.createMediaStreamDestination(), shared, microphone: null };
    connect(mix, shared);
    void context.resume();
    return mix;
  }
}

function connect({ context, output }: Mix, track: MediaStreamTrack): AudioNode {
  const node = context.createMediaStreamSource(new MediaStream([track]));
  node.connect(output);
  return node;
}
