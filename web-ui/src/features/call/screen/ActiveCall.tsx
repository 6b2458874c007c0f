import { useRef, useState } from 'react';
import { useMedia } from '../../../lib/useMedia';
import type { CallModel } from '../model/model';
import { firstLink, isPictureFrozen } from '../model/model';
import { firstPeer } from '../model/peers';
import type { CallSession } from '../session/CallSession';
import { useOpenMenu } from './controls/useOpenMenu';
import { useSpeaker } from './devices/useSpeaker';
import { useFade } from './fade/useFade';
import type { ShownPhase } from './parts/CallStatus';
import type { InviteForm } from './parts/inviteForm';
import { VideoView } from './parts/VideoView';
import { fitOf } from './parts/viewSettings';
import { useViewSettings } from './parts/viewStore';
import { PeerPictures } from './PeerPictures';
import { SharedScreen } from './share/SharedScreen';
import { CallCard } from './small/CallCard';
import { CallFrame } from './small/CallFrame';
import { SmallWindow } from './small/SmallWindow';
import { usePictureInPicture } from './small/usePictureInPicture';
import { TwoStage } from './TwoStage';

interface ActiveCallProps {
  phase: ShownPhase;
  model: CallModel;
  session: CallSession;
  inviteForm: InviteForm;
  minimized: boolean;
  onMinimize: (minimized: boolean) => void;
}

/** The first one in the page is the larger one. */
const SHOWN_PICTURE = '[data-testid=shared-screen] video, [data-testid=remote-video]';

/** A call of two: what the peer sends, and around it the controls; or a card while the user does something else on the page. */
export function ActiveCall({ phase, model, session, inviteForm, minimized, onMinimize }: ActiveCallProps) {
  const menu = useOpenMenu();
  const speaker = useSpeaker();
  const screen = useRef<HTMLDivElement>(null);
  const [upright, setUpright] = useState(false);
  const isUprightScreen = useMedia('(orientation: portrait)');
  const { fit: wanted } = useViewSettings();
  const { local } = model;
  const peer = firstPeer(phase.peers);
  const { person, media } = peer;
  const link = firstLink(model);
  const active = phase.kind === 'active' ? phase : null;
  const hasVideo = active !== null && media.video && link.stream !== null;
  const peerShares = active !== null && media.screen;
  const hasPicture = hasVideo || peerShares;
  const isFrozen = isPictureFrozen(phase);
  const isScreenFrozen = isFrozen && !(peerShares && active.problem?.kind === 'stalled');
  const isSharing = model.ownScreen.state === 'on';
  const shown = useFade(screen, minimized || menu.open !== null || !hasPicture);
  const { small, ...pictureInPicture } = usePictureInPicture(
    `Call with ${person.name}`,
    () => screen.current?.querySelector<HTMLVideoElement>(SHOWN_PICTURE) ?? null,
    onMinimize,
  );
  const fit = fitOf(wanted, upright, isUprightScreen);
  const isRoomy = hasPicture && !small;
  const hangUp = () => {
    session.control.hangUp();
  };
  const card = {
    person,
    title: person.name,
    since: active?.since ?? null,
    local,
    isSharing,
    session,
    onHangUp: hangUp,
  };
  return (
    <CallFrame
      screen={screen}
      label={`Call with ${person.name}`}
      state={active ? link.state : 'connecting'}
      minimized={minimized}
      roomy={isRoomy}
      pointerHidden={!shown}
      onRestore={() => {
        pictureInPicture.close();
        onMinimize(false);
      }}
      media={
        <PeerPictures
          peer={peer}
          link={link}
          hasVideo={hasVideo}
          sharesScreen={peerShares}
          cameraFrozen={isFrozen && !isScreenFrozen}
          besideOwn={isSharing}
          room={roomFor(minimized, small)}
          sinkId={speaker[0]}
          fit={fit}
          onUpright={setUpright}
          onShown={session.streamShown}
        />
      }
    >
      {minimized ? (
        <CallCard {...card} video={isRoomy ? <></> : null} roomy={isRoomy} onRestore={null} />
      ) : (
        <TwoStage
          phase={phase}
          model={model}
          session={session}
          inviteForm={inviteForm}
          menu={menu}
          speaker={speaker}
          hasPicture={hasPicture}
          frozen={isScreenFrozen}
          fit={fit}
          shown={shown}
          onMinimize={onMinimize}
          onPictureInPicture={pictureInPicture.open}
          onHangUp={hangUp}
        />
      )}
      {small && (
        <SmallWindow
          {...card}
          window={small}
          video={
            peerShares ? (
              <SharedScreen stream={link.screen} person={person} className="inset-0" />
            ) : hasVideo ? (
              <VideoView
                stream={link.stream}
                testId="small-video"
                label={person.name}
                silent
                className="absolute inset-0 size-full"
              />
            ) : null
          }
          onRestore={pictureInPicture.close}
        />
      )}
    </CallFrame>
  );
}

function roomFor(minimized: boolean, small: Window | null): 'full' | 'card' | 'none' {
  if (!minimized) return 'full';
  return small ? 'none' : 'card';
}
