import { VideoView } from './VideoView';

interface RemoteVideoProps {
  stream: MediaStream | null;
  /** The far side's new device: beneath, and silent, until its first picture is there. */
  incoming: MediaStream | null;
  name: string;
  sinkId: string | null;
  visible: boolean;
  onShown: (stream: MediaStream) => void;
}

/** The far side. When it moves to another device, its old picture stays until the new one covers the screen. */
export function RemoteVideo({ stream, incoming, name, sinkId, visible, onShown }: RemoteVideoProps) {
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
      className={`absolute inset-0 size-full ${visible ? '' : 'opacity-0'}`}
    />
  ));
}
