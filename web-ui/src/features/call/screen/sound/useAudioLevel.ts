import { useEffect, useRef } from 'react';
import { loudness } from './audioLevel';

const INTERVAL_MS = 100;

/** Calls back ten times a second with how loud a stream is, from 0 to 1. The stream is not played. */
export function useAudioLevel(stream: MediaStream | null, onLevel: (level: number) => void): void {
  const latest = useRef(onLevel);
  useEffect(() => {
    latest.current = onLevel;
  }, [onLevel]);
  useEffect(() => {
    const track = stream?.getAudioTracks()[0];
    if (!track) return;
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 512;
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Uint8Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getByteTimeDomainData(samples);
      latest.current(track.enabled ? loudness(samples) : 0);
    }, INTERVAL_MS);
    return () => {
      clearInterval(timer);
      void context.close();
    };
  }, [stream]);
}
