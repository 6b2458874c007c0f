import { formatDuration } from '../../../lib/time';
import { MicOffIcon } from '../../../lib/ui/icons';
import { useNow } from '../../../lib/useNow';
import type { CallModel, LinkState } from '../model/model';
import { firstLink } from '../model/model';
import type { Peer } from '../model/peers';
import { firstPeer } from '../model/peers';
import type { ShownPhase } from './parts/CallStatus';
import { CallStatus, Pill } from './parts/CallStatus';
import { Toast } from './parts/Toast';
import { SharingBar } from './share/SharingBar';

interface CallHeaderProps {
  phase: ShownPhase;
  model: CallModel;
  /** Whether the controls are shown, and with them the name and the duration. */
  shown: boolean;
  onRead: () => void;
  onLeave: () => void;
  onStopSharing: () => void;
}

/** The peer's name, the duration of the call and its problems. */
export function CallHeader(props: CallHeaderProps) {
  const { phase, model, shown, onRead, onLeave, onStopSharing } = props;
  const active = phase.kind === 'active' ? phase : null;
  const peer = firstPeer(phase.peers);
  const isBesidePicture = active !== null && peer.media.screen;
  return (
    <div className="pointer-events-none absolute inset-x-0 top-0 flex flex-col items-center gap-1 px-16 pt-[calc(1rem+var(--safe-t))] pb-12 text-shadow-sm text-shadow-zinc-950/70 short:pt-2 short:pb-6">
      <div
        className={`absolute inset-x-0 top-0 h-40 bg-linear-to-b from-zinc-950/65 via-zinc-950/25 via-60% to-transparent short:h-24 transition-opacity duration-300 ${shown && !isBesidePicture ? '' : 'opacity-0'}`}
      />
      <div
        className={`relative flex max-w-full flex-col items-center transition-opacity duration-300 ${shown ? '' : 'opacity-0'} ${isBesidePicture ? 'short:opacity-0' : ''}`}
      >
        <h2 dir="auto" className="max-w-full truncate text-lg font-semibold">
          {peer.person.name}
        </h2>
        <p className="text-sm tabular-nums">
          {active ? <Progress since={active.since} link={firstLink(model).state} /> : 'Connecting…'}
        </p>
      </div>
      <div className="relative flex flex-wrap justify-center gap-2 pt-1 text-sm">
        {active && <PeerMedia peer={peer} />}
      </div>
      <div
        role="status"
        className="relative -mx-12 flex flex-col items-center gap-2 pt-1 text-sm empty:hidden"
      >
        <CallStatus phase={phase} model={model} onLeave={onLeave} />
      </div>
      <div className="relative -mx-12">
        <SharingBar screen={model.ownScreen} onStop={onStopSharing} />
      </div>
      <Toast notice={model.notice} onRead={onRead} />
    </div>
  );
}

function Progress({ since, link }: { since: number; link: LinkState }) {
  const now = useNow(1000);
  return link === 'connecting' ? 'Connecting…' : formatDuration((now - since) / 1000);
}

/** Says that the peer is muted, unless the picture beside a shared screen does; and for screen readers that the camera is off. */
function PeerMedia({ peer: { person, media } }: { peer: Peer }) {
  return (
    <>
      {!media.audio && !media.screen && (
        <Pill testId="remote-muted">
          <MicOffIcon size={14} />
          <span>
            <bdi className="inline-block max-w-40 truncate align-bottom">{person.name}</bdi> is muted
          </span>
        </Pill>
      )}
      {!media.video && (
        <span data-testid="remote-camera-off" className="sr-only">
          Camera off
        </span>
      )}
    </>
  );
}
