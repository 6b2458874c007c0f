import { listNames } from '../../../../lib/listNames';
import { formatDuration } from '../../../../lib/time';
import { GridIcon, HandIcon, MinimizeIcon, PeopleIcon, SpeakerViewIcon } from '../../../../lib/ui/icons';
import { RoundButton } from '../../../../lib/ui/RoundButton';
import { useNow } from '../../../../lib/useNow';
import type { Peers } from '../../model/peers';
import { isInCall } from '../../model/peers';
import type { ShownPhase } from '../parts/CallStatus';

interface GroupHeaderProps {
  phase: ShownPhase;
  followsSpeaker: boolean;
  peopleOpen: boolean;
  onMinimize: () => void;
  onFollowSpeaker: (follow: boolean) => void;
  onPeople: () => void;
}

/** Shows who is in the group call and for how long, the choice of the view, and the button for the people panel. */
export function GroupHeader(props: GroupHeaderProps) {
  const { phase, followsSpeaker, peopleOpen, onMinimize, onFollowSpeaker, onPeople } = props;
  const { inCall, ringing } = countOf(phase.peers);
  const hands = [...phase.peers.values()]
    .filter(({ handRaised }) => handRaised)
    .map(({ person }) => person.name);
  return (
    <header className="flex items-center gap-1">
      <RoundButton label="Minimize the call" look="quiet" tip="start" onClick={onMinimize}>
        <MinimizeIcon size={22} />
      </RoundButton>
      <div className="min-w-0 flex-1 pl-1 leading-tight">
        <h2 dir="auto" className="truncate font-semibold">
          {titleOf(phase.peers)}
        </h2>
        <p className="truncate text-sm text-zinc-300 tabular-nums">
          {phase.kind === 'active' ? <Duration since={phase.since} /> : 'Connecting…'}
          {ringing > 0 && ` · ${ringing} ringing`}
          <span role="status">{hands.length > 0 && <RaisedHands names={hands} />}</span>
        </p>
      </div>
      <RoundButton
        label={followsSpeaker ? 'Show everybody equally large' : 'Show the speaker large'}
        look="quiet"
        tip="end"
        onClick={() => {
          onFollowSpeaker(!followsSpeaker);
        }}
      >
        {followsSpeaker ? <GridIcon size={22} /> : <SpeakerViewIcon size={22} />}
      </RoundButton>
      <span className="relative">
        <RoundButton label="People" look="quiet" tip="end" expanded={peopleOpen} onClick={onPeople}>
          <PeopleIcon size={22} />
        </RoundButton>
        <span
          aria-hidden="true"
          data-testid="people-count"
          className="pointer-events-none absolute -top-0.5 -right-0.5 min-w-5 rounded-full bg-zinc-700 px-1 text-center text-xs leading-5 font-medium tabular-nums"
        >
          {inCall + 1}
        </span>
      </span>
    </header>
  );
}

function Duration({ since }: { since: number }) {
  return formatDuration((useNow(1000) - since) / 1000);
}

/** Names everybody who has raised a hand, because their tiles may be on another page. */
function RaisedHands({ names }: { names: readonly string[] }) {
  return (
    <span data-testid="hand-raised" className="text-amber-200">
      {' · '}
      <span className="inline-block align-text-bottom">
        <HandIcon size={15} />
      </span>
      {` ${listNames(names)}`}
      <span className="sr-only"> raised a hand</span>
    </span>
  );
}

/** The names of those in the call; while there is nobody, of those who ring or have left. */
export function titleOf(peers: Peers): string {
  const all = [...peers.values()];
  const named = [all.filter(isInCall), all.filter(({ state }) => state === 'ringing'), all].find(
    (group) => group.length > 0,
  );
  return named ? listNames(named.map(({ person }) => person.name)) : 'Group call';
}

function countOf(peers: Peers): { inCall: number; ringing: number } {
  const all = [...peers.values()];
  return {
    inCall: all.filter(isInCall).length,
    ringing: all.filter(({ state }) => state === 'ringing').length,
  };
}
