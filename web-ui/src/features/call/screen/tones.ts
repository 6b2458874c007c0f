/** A generated, repeating sound. Each burst plays all frequencies at once. */
interface Tone {
  frequencies: readonly number[];
  /** When the bursts of one round begin, in seconds. */
  starts: readonly number[];
  lengthSeconds: number;
  everyMs: number;
  volume: number;
}

const RINGTONE: Tone = {
  frequencies: [659.25, 830.61],
  starts: [0, 0.22, 0.44],
  lengthSeconds: 0.2,
  everyMs: 2000,
  volume: 0.12,
};

/** The ringback tone for the caller (440 + 480 Hz, as in North American telephone networks). */
const RINGBACK: Tone = {
  frequencies: [440, 480],
  starts: [0],
  lengthSeconds: 1.6,
  everyMs: 4500,
  volume: 0.05,
};

const WAITING: Tone = {
  frequencies: [440],
  starts: [0, 0.35],
  lengthSeconds: 0.2,
  everyMs: 5000,
  volume: 0.06,
};

const TONES = { ringtone: RINGTONE, ringback: RINGBACK, waiting: WAITING } as const;

export type ToneName = keyof typeof TONES;

/** Plays until the returned function is called. Stays silent if the browser does not allow audio before a click. */
export function playTone(name: ToneName): () => void {
  const tone = TONES[name];
  const context = new AudioContext();
  const round = () => {
    if (context.state === 'suspended') void context.resume();
    for (const start of tone.starts) burst(context, tone, context.currentTime + start);
  };
  round();
  const timer = setInterval(round, tone.everyMs);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}

function burst(context: AudioContext, tone: Tone, at: number): void {
  const gain = context.createGain();
  const end = at + tone.lengthSeconds;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(tone.volume, at + 0.02); // no click
  gain.gain.setValueAtTime(tone.volume, end - 0.05);
  gain.gain.linearRampToValueAtTime(0, end);
  gain.connect(context.destination);
  for (const frequency of tone.frequencies) {
    const oscillator = new OscillatorNode(context, { frequency });
    oscillator.connect(gain);
    oscillator.start(at);
    oscillator.stop(end);
  }
}
