import { useState } from 'react';
import type { Person } from '../../../../lib/person';
import { preference } from '../../../../lib/preferences';
import { speakers } from '../../model/media';
import type { CallModel } from '../../model/model';
import type { CallSession } from '../../session/CallSession';
import { CallBar } from '../controls/CallBar';
import type { useOpenMenu } from '../controls/useOpenMenu';
import type { useSpeaker } from '../devices/useSpeaker';
import type { ShownPhase } from '../parts/CallStatus';
import type { InviteForm } from '../parts/inviteForm';
import { SelfView } from '../parts/SelfView';
import { useViewSettings } from '../parts/viewStore';
import { FloatingSelfView } from '../selfView/FloatingSelfView';
import { SharingBar } from '../share/SharingBar';
import type { TileKey } from '../stage/arrangement';
import { Stage } from '../stage/Stage';
import type { StageTile } from '../stage/tiles';
import { ownTile } from '../stage/tiles';
import { GroupHeader } from './GroupHeader';
import { GroupNotices } from './GroupNotices';
import { PeoplePanel } from './PeoplePanel';

interface GroupStageProps {
  phase: ShownPhase;
  model: CallModel;
  session: CallSession;
  user: Person;
  inviteForm: InviteForm;
  menu: ReturnType<typeof useOpenMenu>;
  speaker: ReturnType<typeof useSpeaker>;
  /** The tiles of the others. */
  tiles: readonly StageTile[];
  /** Whether the controls are shown. */
  shown: boolean;
  onMinimize: (minimized: boolean) => void;
  onPictureInPicture: (() => void) | null;
  onLeave: () => void;
}

const view = preference('groupView');

/** A group call that covers the page: its tiles, the controls, and the people panel. No control lies over the tiles. */
export function GroupStage(props: GroupStageProps) {
  const { phase, model, session, user, inviteForm, menu, tiles, shown } = props;
  const { onMinimize, onPictureInPicture, onLeave } = props;
  const [followsSpeaker, setFollowsSpeaker] = useState(() => view.get() === 'speaker');
  const [pinned, setPinned] = useState<TileKey | null>(null);
  const { fit } = useViewSettings();
  const { local, me } = model;
  const { open, closePeople, toggle } = menu;
  const active = phase.kind === 'active' ? phase : null;
  const isConnected = model.serverConnection.kind === 'registered';
  const own = ownTile(user, local, active?.handRaised ?? false);
  const fading = `group-controls transition-opacity duration-300 ${shown ? '' : 'faded opacity-0'}`;
  return (
    <div className="group-stage size-full">
      <div className={`pb-2 [grid-area:header] ${fading}`}>
        <GroupHeader
          phase={phase}
          followsSpeaker={followsSpeaker}
          peopleOpen={open === 'people'}
          onMinimize={() => {
            onMinimize(true);
          }}
          onFollowSpeaker={(follow) => {
            view.set(follow ? 'speaker' : 'grid');
            setFollowsSpeaker(follow);
            setPinned(null);
          }}
          onPeople={() => {
            toggle('people');
          }}
        />
      </div>
      <div className="[grid-area:sharing] *:pb-2">
        <SharingBar
          screen={model.ownScreen}
          onStop={() => {
            session.localMedia.screen.stop();
          }}
        />
      </div>
      <GroupNotices phase={phase} model={model} onRead={session.dismissNotice} onLeave={onLeave} />
      <div className="relative flex min-h-0 min-w-0 gap-3 [grid-area:tiles]">
        <div className="relative flex min-h-0 min-w-0 flex-1">
          <Stage
            tiles={tiles}
            own={own}
            ownVideo={local.video === 'on' && <SelfView local={local} className="absolute! inset-0" />}
            speakers={speakers(model)}
            followsSpeaker={followsSpeaker}
            pinned={pinned}
            onPin={setPinned}
            onView={session.view.show}
            onShown={session.streamShown}
            hiddenOnPhones={open === 'people'}
          />
          {tiles.length > 0 && (
            <div
              className={`pointer-events-none absolute inset-2 sm:inset-3 ${open === 'people' ? 'max-md:hidden' : ''}`}
            >
              <FloatingSelfView
                local={local}
                shown={shown}
                small
                onCamera={(id) => void session.localMedia.choose('video', id)}
              />
            </div>
          )}
        </div>
        {open === 'people' && (
          <PeoplePanel
            peers={phase.peers}
            user={user}
            own={own}
            pinned={pinned}
            onPin={setPinned}
            canEndForAll={active?.isInitiator ?? false}
            canInvite={active !== null && isConnected}
            inviteForm={inviteForm}
            onInvite={(userIds) => {
              session.control.invite(userIds);
            }}
            onLeave={onLeave}
            onEndForAll={() => {
              session.control.endForAll();
            }}
            onClose={closePeople}
          />
        )}
      </div>
      <div
        data-testid="controls"
        data-shown={shown}
        className={`flex items-center justify-center pt-2.5 [grid-area:controls] short:pt-0 ${fading}`}
      >
        <CallBar
          model={model}
          session={session}
          menu={menu}
          speaker={props.speaker}
          hand={
            active && isConnected
              ? {
                  raised: active.handRaised,
                  onRaise: (raised) => {
                    session.control.raiseHand(raised);
                  },
                }
              : null
          }
          fit={fit ?? 'fill'}
          movable={active !== null && active.handOff === null && me !== null && isConnected}
          onPictureInPicture={onPictureInPicture}
          onHangUp={onLeave}
        />
      </div>
    </div>
  );
}
