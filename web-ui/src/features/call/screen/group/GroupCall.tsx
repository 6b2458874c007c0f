import { useMemo, useRef } from 'react';
import type { Person } from '../../../../lib/person';
import { topology } from '../../model/media';
import type { CallModel } from '../../model/model';
import type { CallSession } from '../../session/CallSession';
import { useOpenMenu } from '../controls/useOpenMenu';
import { useSpeaker } from '../devices/useSpeaker';
import { useFade } from '../fade/useFade';
import type { ShownPhase } from '../parts/CallStatus';
import type { InviteForm } from '../parts/inviteForm';
import { CallCard } from '../small/CallCard';
import { CallFrame } from '../small/CallFrame';
import { SmallWindow } from '../small/SmallWindow';
import { usePictureInPicture } from '../small/usePictureInPicture';
import { featuredTile, stageTiles } from '../stage/tiles';
import { FeaturedVideo } from './FeaturedVideo';
import { titleOf } from './GroupHeader';
import { GroupSound } from './GroupSound';
import { GroupStage } from './GroupStage';

interface GroupCallProps {
  phase: ShownPhase;
  model: CallModel;
  session: CallSession;
  /** This user. */
  user: Person;
  inviteForm: InviteForm;
  minimized: boolean;
  onMinimize: (minimized: boolean) => void;
}

/** A group call; or a card with one of the others while the user does something else on the page. */
export function GroupCall(props: GroupCallProps) {
  const { phase, model, session, user, inviteForm, minimized, onMinimize } = props;
  const menu = useOpenMenu();
  const speaker = useSpeaker();
  const screen = useRef<HTMLDivElement>(null);
  const { local, remote, speakers, weakLinks } = model;
  const active = phase.kind === 'active' ? phase : null;
  const mediaConnected = [...model.links.values()].some(({ state }) => state === 'connected');
  const tiles = useMemo(
    () => stageTiles({ remote, speakers, weakLinks }, phase.peers),
    [remote, speakers, weakLinks, phase.peers],
  );
  const isInterrupted = active?.problem?.kind === 'interrupted';
  const shown = useFade(screen, minimized || menu.open !== null || tiles.length === 0 || isInterrupted);
  const { small, ...pictureInPicture } = usePictureInPicture(
    'Group call',
    () => largestVideo(screen.current),
    onMinimize,
  );
  const leave = () => {
    session.control.leave();
  };
  const featured = minimized ? featuredTile(tiles, speakers) : null;
  const isRoomy = featured !== null && !small;
  const card = {
    person: featured?.person ?? user,
    title: titleOf(phase.peers),
    since: active?.since ?? null,
    local,
    isSharing: model.ownScreen.state === 'on',
    session,
    onHangUp: leave,
  };
  const video = featured && (
    <FeaturedVideo
      key={featured.key}
      tile={featured}
      onView={session.view.show}
      onShown={session.streamShown}
    />
  );
  return (
    <CallFrame
      screen={screen}
      label="Group call"
      state={active && mediaConnected ? 'connected' : 'connecting'}
      topology={topology(model)}
      minimized={minimized}
      roomy={isRoomy}
      pointerHidden={!shown}
      onRestore={() => {
        pictureInPicture.close();
        onMinimize(false);
      }}
      media={<GroupSound model={model} peers={phase.peers} sinkId={speaker[0]} />}
    >
      {minimized ? (
        <CallCard {...card} video={isRoomy ? video : null} roomy={isRoomy} onRestore={null} />
      ) : (
        <GroupStage
          phase={phase}
          model={model}
          session={session}
          user={user}
          inviteForm={inviteForm}
          menu={menu}
          speaker={speaker}
          tiles={tiles}
          shown={shown}
          onMinimize={onMinimize}
          onPictureInPicture={pictureInPicture.open}
          onLeave={leave}
        />
      )}
      {small && <SmallWindow {...card} window={small} video={video} onRestore={pictureInPicture.close} />}
    </CallFrame>
  );
}

/** A shared screen, or else the first tile. */
function largestVideo(screen: HTMLElement | null): HTMLVideoElement | null {
  const shared = screen?.querySelector<HTMLVideoElement>('[data-kind=screen] video');
  return shared ?? screen?.querySelector<HTMLVideoElement>('[data-testid=tile-video]') ?? null;
}
