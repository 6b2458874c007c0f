import { Avatar } from '../../../lib/ui/Avatar';
import { MicOffIcon } from '../../../lib/ui/icons';
import type { MediaLink } from '../model/model';
import type { Peer } from '../model/peers';
import { Frozen } from './parts/Frozen';
import type { Fit } from './parts/viewSettings';
import { useViewSettings } from './parts/viewStore';
import { RemoteVideo } from './RemoteVideo';
import { SharedScreen } from './share/SharedScreen';
import { VoiceRing } from './sound/VoiceRing';

interface PeerPicturesProps {
  peer: Peer;
  link: MediaLink;
  hasVideo: boolean;
  sharesScreen: boolean;
  /** The picture of the camera stands still, but the screen does not. */
  cameraFrozen: boolean;
  /** Whether this user shares a screen, too: the header says so, and is higher then. */
  besideOwn: boolean;
  /** `card`: there is room for one picture only. `none`: a small window shows it. */
  room: 'full' | 'card' | 'none';
  sinkId: string | null;
  fit: Fit;
  onUpright: (upright: boolean) => void;
  onShown: (stream: MediaStream) => void;
}

/** What the peer sends in a call of two: the video; or the shared screen, and the person beside it. */
export function PeerPictures(props: PeerPicturesProps) {
  const { peer, link, hasVideo, sharesScreen, cameraFrozen, besideOwn, room } = props;
  const { sinkId, fit, onUpright, onShown } = props;
  const { person, media } = peer;
  const { corner } = useViewSettings();
  const isBeside = sharesScreen && room === 'full';
  const isVisible = hasVideo && (isBeside || (room !== 'none' && !sharesScreen));
  const below = besideOwn ? 'below-sharing' : '';
  // Not where the user's own picture is.
  const place = `beside-screen ${corner.startsWith('top') ? 'at-bottom' : below}`;
  return (
    <>
      {sharesScreen && room !== 'none' && (
        <SharedScreen
          stream={link.screen}
          person={person}
          className={room === 'full' ? `screen-space ${below}` : 'inset-0'}
        />
      )}
      <div
        data-testid={isBeside ? 'beside-screen' : undefined}
        className={
          isBeside
            ? `absolute overflow-hidden rounded-2xl bg-zinc-800 shadow-lg ring-1 ring-white/20 ${place}`
            : 'absolute inset-0'
        }
      >
        <RemoteVideo
          stream={link.stream}
          incoming={link.incomingStream}
          name={person.name}
          sinkId={sinkId}
          visible={isVisible}
          fit={isBeside || room === 'card' ? 'fill' : fit}
          onUpright={onUpright}
          onShown={onShown}
        />
        {isBeside && cameraFrozen && <Frozen />}
        {isBeside && !hasVideo && (
          <span className="absolute inset-0 grid place-items-center">
            <VoiceRing stream={link.stream}>
              <Avatar person={person} size="medium" />
            </VoiceRing>
          </span>
        )}
        {isBeside && !media.audio && (
          <span
            data-testid="remote-muted"
            className="absolute bottom-1.5 left-1.5 rounded-full bg-zinc-950/65 p-1"
          >
            <MicOffIcon size={14} />
            <span className="sr-only">{`${person.name} is muted`}</span>
          </span>
        )}
      </div>
    </>
  );
}
