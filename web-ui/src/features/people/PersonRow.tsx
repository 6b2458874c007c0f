import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CallMedia, User } from '../../lib/person';
import { Avatar } from '../../lib/ui/Avatar';
import { PhoneIcon, VideoIcon } from '../../lib/ui/icons';
import { Name } from '../../lib/ui/Name';
import { RoundButton } from '../../lib/ui/RoundButton';
import { useIsWide } from '../../lib/useMedia';
import { useNow } from '../../lib/useNow';
import { PresenceDot } from './PresenceDot';
import type { Presence } from './PresenceStore';
import { presenceText } from './presenceText';

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
  const isWide = useIsWide();
  const where = blocked ? 'Blocked' : presence && presenceText(presence, now);
  return (
    <li
      data-testid={`person-${person.username}`}
      data-presence={presence?.kind ?? 'unknown'}
      className="flex items-center pr-2 transition-colors first:rounded-t-2xl last:rounded-b-2xl has-[a:hover]:bg-zinc-100/70 has-aria-[current=page]:bg-teal-600/10 dark:has-[a:hover]:bg-zinc-800/70 dark:has-aria-[current=page]:bg-teal-400/15"
    >
      <Link
        to="/people/$userId"
        params={{ userId: person.id }}
        resetScroll={!isWide}
        className="mr-1 flex min-w-0 flex-1 items-center rounded-2xl py-3 pl-4"
      >
        <span className="relative mr-3">
          <Avatar person={person} />
          {presence && !blocked && <PresenceDot kind={presence.kind} />}
        </span>
        <span className="min-w-0 flex-1">
          <Name text={person.name} className="font-medium" />
          <span className="block truncate text-sm text-zinc-600 dark:text-zinc-400">
            {where ? `${where} · ` : ''}@{person.username}
          </span>
        </span>
      </Link>
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
