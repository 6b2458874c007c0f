import type { ReactNode } from 'react';
import type { CallMedia, User } from '../../lib/person';
import { formatTimeAgo } from '../../lib/time';
import { Avatar } from '../../lib/ui/Avatar';
import { PhoneIcon, VideoIcon } from '../../lib/ui/icons';
import { Name } from '../../lib/ui/Name';
import { RoundButton } from '../../lib/ui/RoundButton';
import { useNow } from '../../lib/useNow';
import type { Presence } from './PresenceStore';

const DOTS: Record<Presence['kind'], string> = {
  online: 'bg-green-500',
  'in-call': 'bg-amber-500',
  offline: 'bg-zinc-400 dark:bg-zinc-600',
};

interface PersonRowProps {
  person: User;
  /** null if the user may not see this person's presence. */
  presence: Presence | null;
  blocked: boolean;
  onCall: (media: CallMedia) => void;
  children: ReactNode;
}

/** A person, their presence, and the buttons to call them; `children` is a menu. */
export function PersonRow({ person, presence, blocked, onCall, children }: PersonRowProps) {
  const now = useNow(30_000);
  const where = blocked ? 'Blocked' : presence && presenceText(presence, now);
  return (
    <li
      data-testid={`person-${person.username}`}
      data-presence={presence?.kind ?? 'unknown'}
      className="flex items-center py-3 pr-2 pl-4"
    >
      <span className="relative mr-3">
        <Avatar person={person} />
        {presence && !blocked && (
          <span
            aria-hidden="true"
            className={`absolute right-0 bottom-0 size-3.5 rounded-full border-2 border-white dark:border-zinc-900 ${DOTS[presence.kind]}`}
          />
        )}
      </span>
      <span className="mr-1 min-w-0 flex-1">
        <Name text={person.name} className="font-medium" />
        <span className="block truncate text-sm text-zinc-600 dark:text-zinc-400">
          {where ? `${where} · ` : ''}@{person.username}
        </span>
      </span>
      <RoundButton
        label={`Audio call ${person.name}`}
        look="call"
        onClick={() => {
          onCall('audio');
        }}
      >
        <PhoneIcon />
      </RoundButton>
      <RoundButton
        label={`Video call ${person.name}`}
        look="call"
        onClick={() => {
          onCall('video');
        }}
      >
        <VideoIcon size={22} />
      </RoundButton>
      {children}
    </li>
  );
}

function presenceText(presence: Presence, now: number): string {
  switch (presence.kind) {
    case 'online':
      return 'Online';
    case 'in-call':
      return 'In a call';
    case 'offline':
      return presence.lastSeenAt === null
        ? 'Offline'
        : `Last seen ${formatTimeAgo(presence.lastSeenAt, now)}`;
  }
}
