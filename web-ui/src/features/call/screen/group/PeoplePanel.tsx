import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { Person } from '../../../../lib/person';
import { Avatar } from '../../../../lib/ui/Avatar';
import { AddPersonIcon, CloseIcon, HandIcon, MicOffIcon, VideoOffIcon } from '../../../../lib/ui/icons';
import { Menu } from '../../../../lib/ui/Menu';
import { Name } from '../../../../lib/ui/Name';
import { RoundButton } from '../../../../lib/ui/RoundButton';
import { Action } from '../../../../lib/ui/Snackbar';
import type { Peer, Peers, UserId } from '../../model/peers';
import { isInCall } from '../../model/peers';
import type { InviteForm } from '../parts/inviteForm';
import { MAX_PARTICIPANTS } from '../parts/inviteForm';
import type { TileKey } from '../stage/arrangement';
import type { StageTile } from '../stage/tiles';
import { tileKey } from '../stage/tiles';
import { EndCallActions } from './EndCallActions';

interface PeoplePanelProps {
  peers: Peers;
  user: Person;
  own: StageTile;
  pinned: TileKey | null;
  onPin: (tile: TileKey | null) => void;
  canInvite: boolean;
  canEndForAll: boolean;
  inviteForm: InviteForm;
  onInvite: (userIds: readonly UserId[]) => void;
  onLeave: () => void;
  onEndForAll: () => void;
  onClose: () => void;
}

/** Shows who is in the call, who rings and who is not in it; adds people, and ends the call. Beside the tiles, or instead of them on a phone. */
export function PeoplePanel(props: PeoplePanelProps) {
  const { peers, user, own, pinned, onPin, canInvite, canEndForAll } = props;
  const { inviteForm, onInvite, onLeave, onEndForAll, onClose } = props;
  const [adding, setAdding] = useState(false);
  const panel = usePanelKeys(adding, onClose);
  const all = [...peers.values()];
  const inCall = all.filter(isInCall);
  const ringing = all.filter(({ state }) => state === 'ringing');
  const gone = all.filter(({ state }) => state === 'left');
  const room = MAX_PARTICIPANTS - 1 - all.length; // those who have left keep their places
  const add = (userIds: readonly UserId[]) => {
    onInvite(userIds);
    setAdding(false);
  };
  return (
    <section
      ref={panel}
      role="dialog"
      aria-label="People"
      tabIndex={-1}
      data-testid="people-panel"
      className="rise flex min-h-0 w-80 shrink-0 flex-col gap-1 overflow-hidden rounded-2xl bg-zinc-900 py-2 outline-none max-md:absolute max-md:inset-0 max-md:z-10 max-md:w-auto"
    >
      <div className="flex items-center pr-1 pl-4">
        <h3 className="flex-1 font-semibold">{adding ? 'Add people' : 'People'}</h3>
        <RoundButton
          label={adding ? 'Back' : 'Close'}
          look="quiet"
          onClick={() => {
            if (adding) setAdding(false);
            else onClose();
          }}
        >
          <CloseIcon size={20} />
        </RoundButton>
      </div>
      {adding ? (
        <div className="min-h-0 flex-1 overflow-y-auto bg-inherit px-3">
          {inviteForm({
            taken: [...inCall, ...ringing].map(({ person }) => person.id),
            room,
            onInvite: (people) => {
              add(people.map(({ id }) => id));
            },
          })}
        </div>
      ) : (
        <>
          <div className="min-h-0 flex-1 overflow-y-auto">
            {canInvite && room > 0 && (
              <button
                type="button"
                onClick={() => {
                  setAdding(true);
                }}
                className="flex w-full cursor-pointer items-center gap-3 px-4 py-2 text-left font-medium text-teal-300 hover:bg-white/5"
              >
                <span className="grid size-9 place-items-center rounded-full bg-white/10">
                  <AddPersonIcon />
                </span>
                Add people
              </button>
            )}
            <Group label={`In the call (${inCall.length + 1})`}>
              <Row person={user} name={`${user.name} (you)`} note={null}>
                <Badges muted={own.muted} cameraOff={own.cameraOff} handRaised={own.handRaised} />
                <span className="w-11" />
              </Row>
              {inCall.map((peer) => (
                <Row
                  key={peer.person.id}
                  person={peer.person}
                  note={peer.state === 'reconnecting' ? 'Reconnecting…' : null}
                >
                  <Badges
                    muted={!peer.media.audio}
                    cameraOff={!peer.media.video}
                    handRaised={peer.handRaised}
                  />
                  <PinMenu person={peer.person} pinned={pinned} onPin={onPin} />
                </Row>
              ))}
            </Group>
            <Group label="Ringing">
              {ringing.map(({ person }) => (
                <Row key={person.id} person={person} note="Ringing…" />
              ))}
            </Group>
            <Group label="Not in the call">
              {gone.map((peer) => (
                <Row key={peer.person.id} person={peer.person} note={absence(peer)}>
                  {canInvite && (
                    <Action
                      label="Ring again"
                      about={peer.person.name}
                      onClick={() => {
                        add([peer.person.id]);
                      }}
                    />
                  )}
                </Row>
              ))}
            </Group>
          </div>
          <EndCallActions
            people={inCall.length + 1}
            canEndForAll={canEndForAll}
            onLeave={onLeave}
            onEndForAll={onEndForAll}
          />
        </>
      )}
    </section>
  );
}

interface PinMenuProps {
  person: Person;
  pinned: TileKey | null;
  onPin: (tile: TileKey | null) => void;
}

function PinMenu({ person, pinned, onPin }: PinMenuProps) {
  const tile = tileKey(person.id, 'camera');
  const isPinned = pinned === tile;
  return (
    <Menu
      look="quiet"
      label={`More for ${person.name}`}
      items={[
        {
          label: isPinned ? 'Unpin' : 'Pin to the stage',
          onChoose: () => {
            onPin(isPinned ? null : tile);
          },
        },
      ]}
    />
  );
}

/** Moves the focus into the panel, also when its content changes, and back when it closes. Escape closes it. */
function usePanelKeys(content: boolean, onClose: () => void) {
  const panel = useRef<HTMLElement>(null);
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    panel.current?.focus();
  }, [content]);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    },
    [before],
  );
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    };
    document.addEventListener('keydown', pressed);
    return () => {
      document.removeEventListener('keydown', pressed);
    };
  }, [onClose]);
  return panel;
}

/** Whether the person has been in the call. */
function absence({ joinedAt }: Peer): string {
  return joinedAt === null ? 'Did not join' : 'Left';
}

/** A list with a heading; nothing if it is empty. */
function Group({ label, children }: { label: string; children: ReactNode }) {
  if (Array.isArray(children) && children.length === 0) return null;
  return (
    <section aria-label={label} className="pt-2">
      <h4 className="px-4 pb-1 text-xs font-medium text-zinc-400">{label}</h4>
      <ul>{children}</ul>
    </section>
  );
}

interface RowProps {
  person: Person;
  name?: string;
  note: string | null;
  children?: ReactNode;
}

function Row({ person, name = person.name, note, children }: RowProps) {
  return (
    <li
      data-testid="participant"
      data-user={person.id}
      className="flex min-h-13 items-center gap-2 py-1 pr-1 pl-4"
    >
      <Avatar person={person} size="small" />
      <span className="ml-1 min-w-0 flex-1 leading-tight">
        <Name text={name} />
        {note !== null && <span className="block text-sm text-zinc-400">{note}</span>}
      </span>
      {children}
    </li>
  );
}

interface BadgesProps {
  muted: boolean;
  cameraOff: boolean;
  handRaised: boolean;
}

function Badges({ muted, cameraOff, handRaised }: BadgesProps) {
  return (
    <span className="flex items-center gap-2 text-zinc-400">
      {handRaised && <Badge text="Hand raised" icon={<HandIcon size={18} />} className="text-amber-300" />}
      {cameraOff && <Badge text="Camera off" icon={<VideoOffIcon size={18} />} />}
      {muted && <Badge text="Muted" icon={<MicOffIcon size={18} />} />}
    </span>
  );
}

function Badge({ text, icon, className = '' }: { text: string; icon: ReactNode; className?: string }) {
  return (
    <span title={text} className={className}>
      {icon}
      <span className="sr-only">{text}</span>
    </span>
  );
}
