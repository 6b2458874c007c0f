import type { Person } from '../../lib/person';
import type { Presence } from './PresenceStore';

/** Two rows on a wide screen. */
const MAX_TILES = 10;

/** The people whom the user most likely wants to call: those who are online first, otherwise in the given order. */
export function tilePeople(
  recent: readonly Person[],
  hidden: readonly Person[],
  presenceOf: (person: Person) => Presence['kind'] | undefined,
): readonly Person[] {
  const rank = (person: Person) => {
    const kind = presenceOf(person);
    return kind === 'online' ? 0 : kind === 'in-call' ? 1 : 2;
  };
  return recent
    .filter(({ id }) => !hidden.some((other) => other.id === id))
    .slice(0, MAX_TILES)
    .sort((one, other) => rank(one) - rank(other));
}
