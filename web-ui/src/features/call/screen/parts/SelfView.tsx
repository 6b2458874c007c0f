import { VideoOffIcon } from '../../../../lib/ui/icons';
import type { LocalMedia } from '../../model/model';
import { facingOf } from '../devices/deviceChoices';
import { VideoView } from './VideoView';
import { useViewSettings } from './viewStore';

/** The user's own video, mirrored if the user wants that. What a camera on the back of a phone sees is never mirrored. */
export function SelfView({ local, className }: { local: LocalMedia; className: string }) {
  const { mirrored } = useViewSettings();
  const shown = local.video === 'on' && local.stream !== null;
  const isMirrored = mirrored && facingOf(local.stream) !== 'environment';
  return (
    <div className={`relative overflow-hidden bg-zinc-800 ${className}`}>
      <VideoView
        stream={local.stream}
        testId="self-view"
        label="Your own video"
        own
        className={`size-full ${isMirrored ? '-scale-x-100' : ''} ${shown ? '' : 'invisible'}`}
      />
      {!shown && (
        <span className="absolute inset-0 grid place-items-center text-zinc-400">
          <VideoOffIcon size={22} />
          <span className="sr-only">Your camera is off</span>
        </span>
      )}
    </div>
  );
}
