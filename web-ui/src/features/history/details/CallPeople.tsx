import { Link } from '@tanstack/react-router';
import { Avatar } from '../../../lib/ui/Avatar';
import { List } from '../../../lib/ui/List';
import { Name } from '../../../lib/ui/Name';
import { partText } from '../groupCall';
import type { CallParticipant } from '../useCallDetails';

interface CallPeopleProps {
  participants: readonly CallParticipant[];
  me: string;
  now: number;
  /** The name of a device of this user; undefined for other people's devices. */
  deviceName: (deviceId: string) => string | undefined;
}

/** Shows who was in a call and for how long, and with which device this user was. */
export function CallPeople({ participants, me, now, deviceName }: CallPeopleProps) {
  return (
    <List label="Participants">
      {participants.map((participant) => {
        const { userId, name, avatarUrl, deviceId, state } = participant;
        const isMe = userId === me;
        const person = { id: userId, name: name ?? 'Unknown', avatarUrl };
        const device = isMe && deviceId ? deviceName(deviceId) : undefined;
        return (
          <li key={userId} className="flex items-center gap-3 px-4 py-2.5">
            <Avatar person={person} size="small" />
            <span className="min-w-0 flex-1 leading-tight">
              {isMe ? (
                <span className="font-medium">You</span>
              ) : (
                <Link
                  to="/people/$userId"
                  params={{ userId }}
                  className="block rounded-sm font-medium hover:underline"
                >
                  <Name text={person.name} />
                </Link>
              )}
              {device !== undefined && (
                <span className="block truncate text-sm text-zinc-600 dark:text-zinc-400">{device}</span>
              )}
            </span>
            <span
              className={`shrink-0 text-sm tabular-nums ${state === 'missed' ? 'text-red-700 dark:text-red-400' : 'text-zinc-600 dark:text-zinc-400'}`}
            >
              {partText(participant, now)}
            </span>
          </li>
        );
      })}
    </List>
  );
}
