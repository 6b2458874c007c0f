import {
  DeviceIcon,
  FitIcon,
  FullScreenIcon,
  GraphIcon,
  KeyboardIcon,
  LeaveFullScreenIcon,
  MoreIcon,
  PictureInPictureIcon,
  ShareScreenIcon,
} from '../../../../lib/ui/icons';
import { useMedia } from '../../../../lib/useMedia';
import { MenuAction, PopupMenu } from '../../../../lib/ui/PopupMenu';
import type { Fit } from '../parts/viewSettings';
import { changeView } from '../parts/viewStore';
import type { ShareControl } from '../share/shareControl';
import { useFullScreen } from './useFullScreen';

export interface MoreMenuProps {
  open: boolean;
  onOpen: (open: boolean) => void;
  /** This user's screen; null if it cannot be shared, or has a button of its own. */
  share: ShareControl | null;
  /** How the pictures of others are shown. */
  fit: Fit;
  /** Whether the call can be moved to another device. */
  canHandOff: boolean;
  onHandOff: () => void;
  onQuality: () => void;
  onShortcuts: () => void;
  /** Opens or closes picture in picture; null if the browser has none, or there is nothing to show. */
  onPictureInPicture: (() => void) | null;
}

/** What is rarely needed in a call. */
export function MoreMenu(props: MoreMenuProps) {
  const { open, onOpen, share, fit, canHandOff, onHandOff, onPictureInPicture } = props;
  const { onQuality, onShortcuts } = props;
  const fullScreen = useFullScreen();
  const hasKeyboard = useMedia('(hover: hover) and (pointer: fine)');
  return (
    <PopupMenu
      label="More"
      icon={<MoreIcon size={22} />}
      className="size-12 rounded-full bg-white/15 text-white hover:bg-white/25 short:size-11 max-[23rem]:size-11"
      open={open}
      onOpen={onOpen}
      tip="above"
    >
      {share && (
        <MenuAction
          label={share.label}
          icon={<ShareScreenIcon />}
          disabled={share.disabled}
          onChoose={share.toggle}
        />
      )}
      <MenuAction
        label={fit === 'fill' ? 'Show whole pictures' : 'Fill the screen'}
        icon={<FitIcon />}
        onChoose={() => {
          changeView({ fit: fit === 'fill' ? 'whole' : 'fill' });
        }}
      />
      {fullScreen && (
        <MenuAction
          label={fullScreen.on ? 'Leave full screen' : 'Full screen'}
          icon={fullScreen.on ? <LeaveFullScreenIcon /> : <FullScreenIcon />}
          onChoose={fullScreen.toggle}
        />
      )}
      {onPictureInPicture && (
        <MenuAction
          label="Picture in picture"
          icon={<PictureInPictureIcon />}
          onChoose={onPictureInPicture}
        />
      )}
      <MenuAction
        label="Move to another device"
        icon={<DeviceIcon />}
        disabled={!canHandOff}
        onChoose={onHandOff}
      />
      <MenuAction label="Call quality" icon={<GraphIcon />} onChoose={onQuality} />
      {hasKeyboard && (
        <MenuAction label="Keyboard shortcuts" icon={<KeyboardIcon />} onChoose={onShortcuts} />
      )}
    </PopupMenu>
  );
}
