import { useEffect, useRef } from 'react';
import { loudness } from './audioLevel';

const INTERVAL_MS = 100;
/** Opening the audio takes the browser a moment that a call which is being connected needs more. */
const START_AFTER_MS = 300;

/** Calls back ten times a second with how loud a stream is, from 0 to 1. The stream is not played. */
export function useAudioLevel(stream: MediaStream | null, onLevel: (level: number) => void): void {
  const latest = useRef(onLevel);
  useEffect(() => {
    latest.current = onLevel;
  }, [onLevel]);
  const track = stream?.getAudioTracks()[0];
  useEffect(() => {
    if (!track) return;
    let stop: (() => void) | undefined;
    const start = setTimeout(() => {
      stop = measure(track, (level) => {
        latest.current(level);
      });
    }, START_AFTER_MS);
    return () => {
      clearTimeout(start);
      stop?.();
    };
  }, [track]); // a camera that is switched makes a new stream with the same microphone
}

function measure(track: MediaStreamTrack, onLevel: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Uint8Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getByteTimeDomainData(samples);
    onLevel(track.enabled ? loudness(samples) : 0);
  }, INTERVAL_MS);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}
