import { Link } from '@tanstack/react-router';
import type { Person } from '../../lib/person';
import { Avatar } from '../../lib/ui/Avatar';
import { Name } from '../../lib/ui/Name';
import { useIsWide } from '../../lib/useMedia';
import { PresenceDot } from './PresenceDot';
import type { Presence } from './PresenceStore';

interface PeopleTilesProps {
  people: readonly Person[];
  presenceOf: (person: Person) => Presence['kind'] | undefined;
}

const WORDS: Record<Presence['kind'], string> = {
  online: 'online',
  'in-call': 'in a call',
  offline: 'offline',
};

/** The people of the latest calls as pictures; a click shows the person. */
export function PeopleTiles({ people, presenceOf }: PeopleTilesProps) {
  const isWide = useIsWide();
  if (people.length === 0) return null;
  return (
    <ul aria-label="Recent people" className="-mx-1 flex gap-1 overflow-x-auto p-1 lg:grid lg:grid-cols-5">
      {people.map((person) => {
        const kind = presenceOf(person);
        return (
          <li key={person.id} className="shrink-0">
            <Link
              to="/people/$userId"
              params={{ userId: person.id }}
              resetScroll={!isWide}
              aria-label={kind ? `${person.name}, ${WORDS[kind]}` : person.name}
              className="flex w-20 flex-col lg:w-full items-center gap-1.5 rounded-2xl px-1 py-2 transition-colors hover:bg-zinc-200/70 aria-[current=page]:bg-teal-600/10 dark:hover:bg-zinc-800 dark:aria-[current=page]:bg-teal-400/15"
            >
              <span className="relative">
                <Avatar person={person} size="tile" />
                {kind && <PresenceDot kind={kind} />}
              </span>
              <span className="w-full text-center text-sm">
                <Name text={person.name.split(/\s+/)[0] ?? person.name} className="text-center!" />
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
