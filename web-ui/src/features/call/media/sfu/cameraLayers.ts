/** One of the sizes in which the camera is sent at once. */
export interface CameraLayer {
  readonly rid: 'h' | 'm' | 'l';
  /** The camera's height is divided by this. */
  readonly scale: number;
  /** In pixels, if the camera gives what it was asked for. */
  readonly height: number;
  /** Bits per second. */
  readonly maxBitrate: number;
}

/** Five of these and five voices, with the headers of their packets, fit into 1 Mbit/s. */
const SMALLEST_BITRATE = 100_000;

/** Browsers encode three layers only from about this height on. */
const THREE_LAYERS_FROM = 540;

/** In pixels. */
const HD = 720;

/** The layers of a large camera; also what a receiver has to expect of a camera that it does not know. */
export const LARGE_CAMERA: readonly CameraLayer[] = [
  { rid: 'h', scale: 1, height: 720, maxBitrate: 1_500_000 },
  { rid: 'm', scale: 2, height: 360, maxBitrate: 450_000 },
  { rid: 'l', scale: 4, height: 180, maxBitrate: SMALLEST_BITRATE },
];

const SMALL_CAMERA: readonly CameraLayer[] = [
  { rid: 'h', scale: 1, height: 480, maxBitrate: 700_000 },
  { rid: 'm', scale: 2, height: 240, maxBitrate: SMALLEST_BITRATE },
];

/** The layers for a camera, the largest first, as the media server expects them. */
export function cameraLayers(camera: MediaTrackConstraints): readonly CameraLayer[] {
  return idealHeight(camera) >= THREE_LAYERS_FROM ? LARGE_CAMERA : SMALL_CAMERA;
}

/**
 * The layers to send when nobody shows the picture higher than this, in pixels; none if nobody shows it. Only HD is left out
 * when nobody needs it. A browser starts its encoder anew whenever a layer begins or ends, and nobody receives a frame
 * meanwhile: the smaller layers would save less than that costs.
 */
export function activeLayers(layers: readonly CameraLayer[], shownHeight: number): ReadonlySet<string> {
  if (shownHeight <= 0) return new Set();
  const isNeeded = ({ height }: CameraLayer, index: number) =>
    height < HD || shownHeight > (layers[index + 1]?.height ?? 0);
  return new Set(layers.filter(isNeeded).map(({ rid }) => rid));
}

function idealHeight({ height }: MediaTrackConstraints): number {
  if (typeof height === 'number') return height;
  return height?.ideal ?? height?.exact ?? 0;
}
