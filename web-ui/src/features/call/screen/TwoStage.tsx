import { AddPersonIcon, MinimizeIcon } from '../../../lib/ui/icons';
import { RoundButton } from '../../../lib/ui/RoundButton';
import type { CallModel } from '../model/model';
import { firstLink } from '../model/model';
import { firstPeer } from '../model/peers';
import type { CallSession } from '../session/CallSession';
import { CallHeader } from './CallHeader';
import { CallBar } from './controls/CallBar';
import type { useOpenMenu } from './controls/useOpenMenu';
import type { useSpeaker } from './devices/useSpeaker';
import { Frozen } from './parts/Frozen';
import { InvitePanel } from './parts/InvitePanel';
import type { InviteForm } from './parts/inviteForm';
import type { ShownPhase } from './parts/CallStatus';
import type { Fit } from './parts/viewSettings';
import { FloatingSelfView } from './selfView/FloatingSelfView';
import { AudioStage } from './sound/AudioStage';

interface TwoStageProps {
  phase: ShownPhase;
  model: CallModel;
  session: CallSession;
  inviteForm: InviteForm;
  menu: ReturnType<typeof useOpenMenu>;
  speaker: ReturnType<typeof useSpeaker>;
  /** Whether the peer sends a picture: of the camera, or of a screen. */
  hasPicture: boolean;
  /** Nothing that the peer sends moves. */
  frozen: boolean;
  fit: Fit;
  /** Whether the controls are shown. */
  shown: boolean;
  onMinimize: (minimized: boolean) => void;
  onPictureInPicture: (() => void) | null;
  onHangUp: () => void;
}

/** What lies over the peer's pictures in a call of two, or takes its place. */
export function TwoStage(props: TwoStageProps) {
  const { phase, model, session, inviteForm, menu, speaker, hasPicture, frozen, fit, shown } = props;
  const { onMinimize, onPictureInPicture, onHangUp } = props;
  const { local, me } = model;
  const { open, closePeople, toggle } = menu;
  const active = phase.kind === 'active' ? phase : null;
  const isConnected = model.serverConnection.kind === 'registered';
  const fading = `transition-opacity duration-300 ${shown ? '' : 'opacity-0'}`;
  return (
    <>
      {!hasPicture && (
        <AudioStage
          person={firstPeer(phase.peers).person}
          stream={firstLink(model).stream}
          onVideo={local.video === 'off' && active ? () => void session.localMedia.setCamera(true) : null}
        />
      )}
      {frozen && <Frozen />}
      <CallHeader
        phase={phase}
        model={model}
        shown={shown}
        onRead={session.dismissNotice}
        onLeave={onHangUp}
        onStopSharing={() => {
          session.localMedia.screen.stop();
        }}
      />
      <div
        className={`absolute inset-x-[calc(0.75rem+var(--safe-x))] top-[calc(0.75rem+var(--safe-t))] flex justify-between ${fading}`}
      >
        <RoundButton
          label="Minimize the call"
          look="quiet"
          tip="start"
          onClick={() => {
            onMinimize(true);
          }}
        >
          <MinimizeIcon size={22} />
        </RoundButton>
        {active && (
          <RoundButton
            label="Add people"
            look="quiet"
            tip="end"
            disabled={!isConnected}
            expanded={open === 'people'}
            onClick={() => {
              toggle('people');
            }}
          >
            <AddPersonIcon size={22} />
          </RoundButton>
        )}
      </div>
      <div
        className={`self-view-space pointer-events-none absolute ${open === 'people' ? 'max-sm:hidden' : ''} ${shown ? 'beside-controls' : ''}`}
      >
        <FloatingSelfView
          local={local}
          shown={shown}
          onCamera={(id) => void session.localMedia.choose('video', id)}
        />
      </div>
      <div
        data-testid="controls"
        data-shown={shown}
        className={`controls-place pointer-events-none absolute flex *:pointer-events-auto ${fading}`}
      >
        <CallBar
          model={model}
          session={session}
          menu={menu}
          speaker={speaker}
          hand={null}
          fit={fit}
          movable={active !== null && active.handOff === null && me !== null && isConnected}
          onPictureInPicture={onPictureInPicture}
          onHangUp={onHangUp}
        >
          {open === 'people' && active && (
            <InvitePanel
              peers={active.peers}
              inviteForm={inviteForm}
              onInvite={(userIds) => {
                session.control.invite(userIds);
              }}
              onClose={closePeople}
            />
          )}
        </CallBar>
      </div>
    </>
  );
}
