import { useDeferredValue, useState } from 'react';
import type { CallMedia, Person } from '../../lib/person';
import { Avatar } from '../../lib/ui/Avatar';
import { PhoneIcon, SearchIcon, VideoIcon } from '../../lib/ui/icons';
import { RoundButton } from '../../lib/ui/RoundButton';
import type { Listed, Presence } from './usePeople';
import { usePeople } from './usePeople';

interface PeopleProps {
  onCall: (person: Person, media: CallMedia) => void;
  onUnauthorized: () => void;
}

export function People({ onCall, onUnauthorized }: PeopleProps) {
  const [query, setQuery] = useState('');
  const { people, presence, problem } = usePeople(useDeferredValue(query.trim()), onUnauthorized);
  return (
    <section aria-label="People" className="flex flex-col gap-3">
      <label className="relative block">
        <span className="sr-only">Find people</span>
        <span className="pointer-events-none absolute inset-y-0 left-3 grid place-items-center text-zinc-500">
          <SearchIcon size={18} />
        </span>
        <input
          type="search"
          aria-label="Find people"
          placeholder="Find people"
          maxLength={100}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
          }}
          className="w-full rounded-xl border border-zinc-200 bg-white py-2.5 pr-3 pl-10 dark:border-zinc-800 dark:bg-zinc-900"
        />
      </label>
      {problem && (
        <p role="alert" className="px-1 text-sm text-red-700 dark:text-red-400">
          {problem}
        </p>
      )}
      <PeopleList people={people} presence={presence} searching={query !== ''} onCall={onCall} />
    </section>
  );
}

interface PeopleListProps {
  people: readonly Listed[] | null;
  presence: ReadonlyMap<string, Presence>;
  searching: boolean;
  onCall: PeopleProps['onCall'];
}

function PeopleList({ people, presence, searching, onCall }: PeopleListProps) {
  if (!people) return null;
  if (people.length === 0) {
    return (
      <p className="p-8 text-center text-zinc-600 dark:text-zinc-400">
        {searching ? 'Nobody of that name.' : 'Nobody else is here yet. Others can create an account too.'}
      </p>
    );
  }
  return (
    <ul className="divide-y divide-zinc-100 overflow-hidden rounded-2xl border border-zinc-200 bg-white dark:divide-zinc-800 dark:border-zinc-800 dark:bg-zinc-900">
      {people.map((person) => (
        <PersonRow
          key={person.id}
          person={person}
          presence={presence.get(person.id) ?? 'offline'}
          onCall={(media) => {
            onCall(person, media);
          }}
        />
      ))}
    </ul>
  );
}

const DOTS: Record<Presence, string> = {
  online: 'bg-green-500',
  'in-call': 'bg-amber-500',
  offline: 'bg-zinc-400 dark:bg-zinc-600',
};

const WORDS: Record<Presence, string> = { online: 'Online', 'in-call': 'In a call', offline: 'Offline' };

interface PersonRowProps {
  person: Listed;
  presence: Presence;
  onCall: (media: CallMedia) => void;
}

function PersonRow({ person, presence, onCall }: PersonRowProps) {
  return (
    <li
      data-testid={`person-${person.username}`}
      data-presence={presence}
      className="flex items-center gap-3 py-3 pr-2 pl-4"
    >
      <span className="relative">
        <Avatar person={person} />
        <span
          aria-hidden="true"
          className={`absolute right-0 bottom-0 size-3.5 rounded-full border-2 border-white dark:border-zinc-900 ${DOTS[presence]}`}
        />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{person.name}</span>
        <span className="block truncate text-sm text-zinc-600 dark:text-zinc-400">
          {WORDS[presence]} · @{person.username}
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
    </li>
  );
}
