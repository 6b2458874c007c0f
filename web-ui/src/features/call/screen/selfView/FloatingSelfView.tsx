import { EyeOffIcon, EyeIcon, FlipIcon } from '../../../../lib/ui/icons';
import { useMedia } from '../../../../lib/useMedia';
import { facingOf, otherCamera } from '../devices/deviceChoices';
import { useMediaDevices } from '../devices/useMediaDevices';
import type { LocalMedia } from '../../model/model';
import { SelfView } from '../parts/SelfView';
import { changeView, useViewSettings } from '../parts/viewStore';
import { CORNER_PLACES } from './corners';
import { SelfViewFrame } from './SelfViewFrame';

interface FloatingSelfViewProps {
  local: LocalMedia;
  /** Whether the controls are shown. */
  shown: boolean;
  /** It lies over several pictures, so it is smaller. */
  small?: boolean;
  onCamera: (id: string) => void;
}

/** The user's own picture over those of the others; nothing while the camera is off. Can be moved, hidden and shown again. */
export function FloatingSelfView({ local, shown, small = false, onCamera }: FloatingSelfViewProps) {
  const { corner, selfHidden } = useViewSettings();
  const devices = useMediaDevices();
  const isPhone = useMedia('(pointer: coarse)');
  if (local.video !== 'on' || local.stream === null) return null;
  if (selfHidden)
    return (
      <div className={`absolute ${CORNER_PLACES[corner]} transition-opacity ${shown ? '' : 'opacity-0'}`}>
        <Small
          label="Show your picture"
          onClick={() => {
            changeView({ selfHidden: false });
          }}
        >
          <EyeIcon size={18} />
        </Small>
      </div>
    );
  const other = isPhone ? otherCamera(devices, facingOf(local.stream)) : null;
  return (
    <SelfViewFrame
      className={
        small
          ? 'aspect-3/4 w-18 sm:aspect-4/3 sm:w-36 lg:w-48 short:w-24'
          : 'aspect-3/4 w-24 sm:aspect-4/3 sm:w-48 lg:w-56 short:aspect-4/3 short:w-32'
      }
      picture={<SelfView local={local} className="size-full" />}
    >
      <span className="absolute top-1 right-1 flex flex-col gap-1 opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100">
        <Small
          label="Hide your picture"
          onClick={() => {
            changeView({ selfHidden: true });
          }}
        >
          <EyeOffIcon size={18} />
        </Small>
      </span>
      {other !== null && (
        <span className={`absolute right-1 bottom-1 transition-opacity ${shown ? '' : 'opacity-0'}`}>
          <Small
            label="Flip the camera"
            onClick={() => {
              onCamera(other);
            }}
          >
            <FlipIcon size={18} />
          </Small>
        </span>
      )}
    </SelfViewFrame>
  );
}

interface SmallProps {
  label: string;
  onClick: () => void;
  children: React.ReactNode;
}

function Small({ label, onClick, children }: SmallProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="pointer-events-auto grid size-9 cursor-pointer place-items-center rounded-full bg-zinc-950/60 text-white hover:bg-zinc-950/80 pointer-coarse:size-11"
    >
      {children}
    </button>
  );
}
