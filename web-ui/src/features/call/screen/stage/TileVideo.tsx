import { useEffect, useRef, useState } from 'react';
import { BlurredFill } from '../parts/BlurredFill';
import { fitOf } from '../parts/viewSettings';
import { useViewSettings } from '../parts/viewStore';
import { onNewFrame } from './onNewFrame';
import { ScreenVideo } from './ScreenVideo';

interface TileVideoProps {
  stream: MediaStream;
  label: string;
  /** Shows the whole picture of a shared screen instead of filling the tile. */
  whole: boolean;
  /** Whether the tile is wide: then an upright picture is shown whole unless the user wants it otherwise, because filling the tile would cut off the face. */
  wide: boolean;
  onShown: (stream: MediaStream) => void;
}

/** A stream of one person. A new stream of the same person replaces the one before with its first frame. */
export function TileVideo({ stream, onShown, whole, ...look }: TileVideoProps) {
  const Player = whole ? ScreenVideo : Layer;
  const [shown, setShown] = useState(stream);
  const layers = shown === stream ? [stream] : [shown, stream];
  return layers.map((layer) => (
    <Player
      key={layer.id}
      {...look}
      stream={layer}
      onFirstFrame={() => {
        if (layer !== stream) return;
        setShown(stream);
        onShown(stream);
      }}
    />
  ));
}

interface LayerProps extends Omit<TileVideoProps, 'onShown' | 'whole'> {
  onFirstFrame: () => void;
}

/** Stays invisible until it has shown a frame that arrived after it was created: an earlier one may be another person's. */
function Layer({ stream, label, wide, onFirstFrame }: LayerProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [visible, setVisible] = useState(false);
  const [upright, setUpright] = useState(false);
  const { fit } = useViewSettings();
  const isWhole = fitOf(fit, upright, !wide) === 'whole';
  const latest = useRef(onFirstFrame);
  useEffect(() => {
    latest.current = onFirstFrame;
  }, [onFirstFrame]);

  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = stream;
    element.play().catch((cause: unknown) => {
      console.warn('A video cannot be played', cause);
    });
    return onNewFrame(element, () => {
      setVisible(true);
      latest.current();
    });
  }, [stream]);

  return (
    <>
      {isWhole && visible && <BlurredFill video={video} />}
      <video
        ref={video}
        data-testid="tile-video"
        data-shown={visible}
        aria-label={label}
        autoPlay
        playsInline
        muted
        onResize={({ currentTarget: { videoWidth, videoHeight } }) => {
          setUpright(videoHeight > videoWidth);
        }}
        className={`absolute inset-0 size-full ${visible ? '' : 'opacity-0'} ${isWhole ? 'object-contain' : 'object-cover'}`}
      />
    </>
  );
}
