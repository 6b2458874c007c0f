import { formatTimeAgo } from '../../lib/time';
import type { Presence } from './PresenceStore';

export function presenceText(presence: Presence, now: number): string {
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
