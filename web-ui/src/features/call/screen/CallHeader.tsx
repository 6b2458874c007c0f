import { formatDuration } from '../../../lib/time';
import { MicOffIcon, VideoOffIcon } from '../../../lib/ui/icons';
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
  onRead: () => void;
  onLeave: () => void;
  onStopSharing: () => void;
}

/** The peer's name, the duration of the call and its problems. */
export function CallHeader({ phase, model, onRead, onLeave, onStopSharing }: CallHeaderProps) {
  const active = phase.kind === 'active' ? phase : null;
  return (
    <div className="pointer-events-none absolute inset-x-0 top-0 flex flex-col items-center gap-1 bg-linear-to-b from-zinc-950/80 to-transparent px-16 pt-4 pb-12 text-shadow-sm text-shadow-zinc-950/70">
      <h2 dir="auto" className="max-w-full truncate text-lg font-semibold">
        {firstPeer(phase.peers).person.name}
      </h2>
      <p className="text-sm tabular-nums">
        {active ? <Progress since={active.since} link={firstLink(model).state} /> : 'Connecting…'}
      </p>
      <div className="flex flex-wrap justify-center gap-2 pt-1 text-sm">
        {active && <PeerMedia peer={firstPeer(active.peers)} />}
      </div>
      <div role="status" className="-mx-12 flex flex-col items-center gap-2 pt-1 text-sm empty:hidden">
        <CallStatus phase={phase} model={model} onLeave={onLeave} />
      </div>
      <SharingBar screen={model.ownScreen} onStop={onStopSharing} />
      <Toast notice={model.notice} onRead={onRead} />
    </div>
  );
}

function Progress({ since, link }: { since: number; link: LinkState }) {
  const now = useNow(1000);
  return link === 'connecting' ? 'Connecting…' : formatDuration((now - since) / 1000);
}

/** Shows that the peer is muted, or has its camera off. */
function PeerMedia({ peer: { person, media } }: { peer: Peer }) {
  return (
    <>
      {!media.audio && (
        <Pill testId="remote-muted">
          <MicOffIcon size={14} />
          <span>
            <bdi className="inline-block max-w-40 truncate align-bottom">{person.name}</bdi> is muted
          </span>
        </Pill>
      )}
      {!media.video && (
        <Pill testId="remote-camera-off">
          <VideoOffIcon size={14} />
          Camera off
        </Pill>
      )}
    </>
  );
}
