import type { ReactNode } from 'react';
import { useDeferredValue, useState, useSyncExternalStore } from 'react';
import type { CallMedia, Person, User } from '../../lib/person';
import { SearchIcon } from '../../lib/ui/icons';
import { List, Nothing, Problem } from '../../lib/ui/List';
import { PersonMenu } from './PersonMenu';
import { PersonRow } from './PersonRow';
import type { Presence, PresenceBook } from './PresenceBook';
import type { Relations } from './useRelations';
import { includes } from './useRelations';
import { useSearch } from './useSearch';

interface PeopleProps {
  relations: Relations;
  book: PresenceBook;
  onCall: (person: Person, media: CallMedia) => void;
  onUnauthorized: () => void;
}

/** Whoever has fewer contacts than this is offered the others too. */
const FEW = 5;

/** One's contacts, and whom else one may look for. */
export function People({ relations, book, onCall, onUnauthorized }: PeopleProps) {
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query.trim());
  const { contacts, blocks } = relations;
  const searching = wanted !== '';
  const offersOthers = contacts !== null && contacts.length < FEW;
  const { people, problem } = useSearch(searching || offersOthers ? wanted : null, onUnauthorized);
  const known = useSyncExternalStore(book.subscribe, book.snapshot);

  const rows = (listed: readonly User[]) =>
    listed.map((person) => (
      <PersonRow
        key={person.id}
        person={person}
        presence={includes(contacts, person) ? (known.get(person.id) ?? OFFLINE) : null}
        blocked={includes(blocks, person)}
        onCall={(media) => {
          onCall(person, media);
        }}
      >
        <PersonMenu person={person} relations={relations} />
      </PersonRow>
    ));

  return (
    <section aria-label="People" className="flex flex-col gap-3">
      <SearchField query={query} onQuery={setQuery} />
      <Problem text={problem} />
      {searching ? (
        <Matches people={people} rows={rows} />
      ) : (
        <>
          {contacts && contacts.length > 0 && <Group label="Contacts" people={contacts} rows={rows} />}
          {offersOthers && people && (
            <Others
              people={people.filter((person) => !includes(contacts, person))}
              rows={rows}
              alone={contacts.length === 0}
            />
          )}
        </>
      )}
    </section>
  );
}

const OFFLINE: Presence = { kind: 'offline', lastSeenAt: null };

type Rows = (people: readonly User[]) => ReactNode;

function Matches({ people, rows }: { people: readonly User[] | null; rows: Rows }) {
  if (!people) return null;
  return people.length === 0 ? (
    <Nothing>Nobody of that name.</Nothing>
  ) : (
    <List label="People found">{rows(people)}</List>
  );
}

function Others({ people, rows, alone }: { people: readonly User[]; rows: Rows; alone: boolean }) {
  if (people.length > 0) return <Group label="Others" people={people} rows={rows} />;
  return alone ? <Nothing>Nobody else is here yet. Others can create an account too.</Nothing> : null;
}

function Group({ label, people, rows }: { label: string; people: readonly User[]; rows: Rows }) {
  return (
    <>
      <h2 aria-hidden="true" className="px-1 pt-1 text-sm font-medium text-zinc-600 dark:text-zinc-400">
        {label}
      </h2>
      <List label={label}>{rows(people)}</List>
    </>
  );
}

function SearchField({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  return (
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
          onQuery(event.currentTarget.value);
        }}
        className="w-full rounded-xl border border-zinc-200 bg-white py-2.5 pr-3 pl-10 dark:border-zinc-800 dark:bg-zinc-900"
      />
    </label>
  );
}
