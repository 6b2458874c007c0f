import type { ReactNode } from 'react';
import type { Person } from '../../../../lib/person';
import { formatDuration } from '../../../../lib/time';
import { Avatar } from '../../../../lib/ui/Avatar';
import {
  HangUpIcon,
  MicIcon,
  MicOffIcon,
  RestoreIcon,
  ShareScreenIcon,
  VideoIcon,
  VideoOffIcon,
} from '../../../../lib/ui/icons';
import { RoundButton } from '../../../../lib/ui/RoundButton';
import { useNow } from '../../../../lib/useNow';
import type { LocalMedia } from '../../model/model';
import type { CallSession } from '../../session/CallSession';

export interface CallCardProps {
  /** The person that the card shows. */
  person: Person;
  /** Whom the call is with. */
  title: string;
  /** In epoch milliseconds; null while connecting. */
  since: number | null;
  /** The picture; null for an avatar. */
  video: ReactNode;
  local: LocalMedia;
  /** Whether this user shares a screen. */
  isSharing: boolean;
  session: CallSession;
  onHangUp: () => void;
}

interface CardProps extends CallCardProps {
  /** Whether there is room for a picture or a large avatar. */
  roomy: boolean;
  /** Also switches the camera, and returns to the call. null: something else does. */
  onRestore: (() => void) | null;
}

/** A call in little space: whom it is with, how long, and the controls that cannot wait. */
export function CallCard(props: CardProps) {
  const { person, title, since, video, local, isSharing, session, roomy, onRestore, onHangUp } = props;
  const isSending = local.audio === 'on';
  const hasCamera = local.video === 'on';
  return (
    <>
      {video}
      {roomy && video === null && (
        <span className="pointer-events-none absolute inset-0 grid place-items-center pb-8">
          <Avatar person={person} size="big" />
        </span>
      )}
      <div
        className={`pointer-events-none flex items-center gap-1 p-2 *:pointer-events-auto ${roomy ? 'absolute inset-x-0 bottom-0 bg-linear-to-t from-zinc-950/90 to-transparent pt-8' : 'relative'}`}
      >
        {!roomy && (
          <span className="pointer-events-none!">
            <Avatar person={person} size="small" />
          </span>
        )}
        <span className="pointer-events-none! min-w-0 flex-1 px-1.5 leading-tight text-shadow-sm">
          <bdi className="block truncate text-sm font-medium">{title}</bdi>
          <span className="text-xs text-zinc-300 tabular-nums">
            {since === null ? 'Connecting…' : <Duration since={since} />}
          </span>
        </span>
        <RoundButton
          label={isSending ? 'Mute' : 'Unmute'}
          look={isSending ? 'quiet' : 'offSmall'}
          disabled={local.audio === 'requesting'}
          onClick={() => void session.localMedia.setMuted(isSending)}
        >
          {isSending ? <MicIcon /> : <MicOffIcon />}
        </RoundButton>
        {onRestore && (
          <>
            <RoundButton
              label={hasCamera ? 'Turn camera off' : 'Turn camera on'}
              look={hasCamera ? 'quiet' : 'offSmall'}
              onClick={() => void session.localMedia.setCamera(local.video === 'off')}
            >
              {hasCamera ? <VideoIcon /> : <VideoOffIcon />}
            </RoundButton>
            <RoundButton label="Back to the call" look="quiet" onClick={onRestore}>
              <RestoreIcon />
            </RoundButton>
          </>
        )}
        {isSharing && (
          <RoundButton
            label="Stop sharing"
            look="offSmall"
            onClick={() => {
              session.localMedia.screen.stop();
            }}
          >
            <ShareScreenIcon />
          </RoundButton>
        )}
        <RoundButton label="Hang up" look="endSmall" onClick={onHangUp}>
          <HangUpIcon size={22} />
        </RoundButton>
      </div>
    </>
  );
}

function Duration({ since }: { since: number }) {
  return formatDuration((useNow(1000) - since) / 1000);
}
