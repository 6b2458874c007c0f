import { VideoView } from './parts/VideoView';
import type { Fit } from './parts/viewSettings';

interface RemoteVideoProps {
  stream: MediaStream | null;
  /** The stream of the peer's new device: hidden and muted until its first frame. */
  incoming: MediaStream | null;
  name: string;
  sinkId: string | null;
  visible: boolean;
  fit: Fit;
  onUpright: (upright: boolean) => void;
  onShown: (stream: MediaStream) => void;
}

/** The peer's video. After a hand-off, the old device's video stays until the new device's first frame. */
export function RemoteVideo(props: RemoteVideoProps) {
  const { stream, incoming, name, sinkId, visible, fit, onUpright, onShown } = props;
  const layers = [incoming, stream].filter((layer) => layer !== null);
  return layers.map((layer) => (
    <VideoView
      key={layer.id}
      stream={layer}
      testId={layer === stream ? 'remote-video' : 'arriving-video'}
      label={name}
      sinkId={sinkId}
      silent={layer !== stream}
      onFirstFrame={layer === stream ? null : onShown}
      fit={visible && layer === stream ? fit : 'fill'}
      onUpright={layer === stream ? onUpright : null}
      className={`absolute inset-0 size-full ${visible ? '' : 'opacity-0'}`}
    />
  ));
}
