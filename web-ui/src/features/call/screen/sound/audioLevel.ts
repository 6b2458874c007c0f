/** Quieter than this, in decibels below full scale, is silence. */
const QUIETEST_DB = -50;
/** As loud as this is as loud as it gets. */
const LOUDEST_DB = -10;

/** How loud the samples of a waveform sound, from 0 to 1. `samples`: 8 bits each, silence is 128. */
export function loudness(samples: Uint8Array): number {
  if (samples.length === 0) return 0;
  const energy = samples.reduce((sum, sample) => sum + ((sample - 128) / 128) ** 2, 0) / samples.length;
  const decibels = 10 * Math.log10(energy);
  return Math.max(0, Math.min(1, (decibels - QUIETEST_DB) / (LOUDEST_DB - QUIETEST_DB)));
}
