import { Toolbar } from 'react-aria-components/Toolbar';
import { HandIcon, HangUpIcon, ShareScreenIcon } from '../../../../lib/ui/icons';
import { RoundButton } from '../../../../lib/ui/RoundButton';
import { SHORT, useMedia } from '../../../../lib/useMedia';
import type { LocalMedia } from '../../model/model';
import type { CallSession } from '../../session/CallSession';
import { useMediaDevices } from '../devices/useMediaDevices';
import type { useSpeaker } from '../devices/useSpeaker';
import type { ShareControl } from '../share/shareControl';
import type { MoreMenuProps } from './MoreMenu';
import { MoreMenu } from './MoreMenu';
import { OwnMediaControls } from './OwnMediaControls';
import type { useOpenMenu } from './useOpenMenu';

/** Sharing is a rare action on a screen that has no room for a button. */
const NARROW = '(max-width: 28rem)';

interface CallControlsProps extends Omit<
  MoreMenuProps,
  'open' | 'onOpen' | 'share' | 'onHandOff' | 'onQuality' | 'onShortcuts'
> {
  local: LocalMedia;
  session: CallSession;
  menu: ReturnType<typeof useOpenMenu>;
  speaker: ReturnType<typeof useSpeaker>;
  /** This user's hand. Null where nobody needs it: in a call of two, or without a server. */
  hand: { raised: boolean; onRaise: (raised: boolean) => void } | null;
  /** This user's screen. Null where it cannot be shared: on phones, and before the call is connected. */
  share: ShareControl | null;
  onHangUp: () => void;
}

/** The controls of a call, side by side; one above the other on a phone that lies on its side. */
export function CallControls(props: CallControlsProps) {
  const { local, session, menu, speaker, hand, share, onHangUp, ...more } = props;
  const devices = useMediaDevices();
  const isShort = useMedia(SHORT);
  const isNarrow = useMedia(NARROW);
  return (
    <Toolbar
      aria-label="Call controls"
      orientation={isShort ? 'vertical' : 'horizontal'}
      className="flex items-center justify-center gap-2 rounded-4xl bg-zinc-900/80 p-2 backdrop-blur short:flex-col sm:gap-3 sm:p-2.5 short:gap-1.5 short:p-1.5 max-[23rem]:gap-1 max-[23rem]:p-1"
    >
      <OwnMediaControls
        local={local}
        localMedia={session.localMedia}
        devices={devices}
        menu={menu}
        speaker={speaker}
      />
      {share && !isNarrow && (
        <RoundButton
          label={share.label}
          look={share.isOn ? 'off' : 'control'}
          tip="above"
          disabled={share.disabled}
          onClick={share.toggle}
        >
          <ShareScreenIcon size={22} />
        </RoundButton>
      )}
      {hand && (
        <RoundButton
          label={hand.raised ? 'Lower hand' : 'Raise hand'}
          look={hand.raised ? 'off' : 'control'}
          tip="above"
          onClick={() => {
            hand.onRaise(!hand.raised);
          }}
        >
          <HandIcon size={22} />
        </RoundButton>
      )}
      <MoreMenu
        {...more}
        {...menu.propsOf('more')}
        share={isNarrow ? share : null}
        onHandOff={() => {
          menu.setOpen('handOff');
        }}
        onQuality={() => {
          menu.setOpen('quality');
        }}
        onShortcuts={() => {
          menu.setOpen('keys');
        }}
      />
      <RoundButton label="Hang up" look="end" tip="above" onClick={onHangUp}>
        <HangUpIcon size={26} />
      </RoundButton>
    </Toolbar>
  );
}
