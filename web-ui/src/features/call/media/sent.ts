/** What a device can send: the microphone, the camera, and the screen that its user shares. */
export type SentKind = 'audio' | 'video' | 'screen';

export const SENT_KINDS: readonly SentKind[] = ['audio', 'video', 'screen'];

/** Enough for sharp text, and for a film in a tab. In bits per second. */
const SCREEN_BITRATE = 2_500_000;

/** Sends this picture of a screen; null for nothing. */
export async function sendScreen(sender: RTCRtpSender, track: MediaStreamTrack | null): Promise<void> {
  if (sender.track === track) return;
  await sender.replaceTrack(track);
  const parameters = sender.getParameters();
  if (!track || parameters.encodings.every(({ maxBitrate }) => maxBitrate === SCREEN_BITRATE)) return;
  for (const encoding of parameters.encodings) encoding.maxBitrate = SCREEN_BITRATE;
  await sender.setParameters(parameters);
}
