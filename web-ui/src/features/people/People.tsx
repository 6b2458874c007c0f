import { useDeferredValue, useState } from 'react';
import { useStore } from 'zustand';
import type { CallMedia, Person, User } from '../../lib/person';
import { SearchIcon } from '../../lib/ui/icons';
import { List, ListSection, EmptyState } from '../../lib/ui/List';
import { PersonMenu } from './PersonMenu';
import { PersonRow } from './PersonRow';
import type { Presence, PresenceStore } from './PresenceStore';
import type { Relations } from './useRelations';
import { includes } from './useRelations';
import { useSearch } from './useSearch';

interface PeopleProps {
  relations: Relations;
  presence: PresenceStore;
  onCall: (person: Person, media: CallMedia) => void;
}

/** With fewer contacts than this, the page also lists other users, if the operator allows that. */
const FEW_CONTACTS = 5;
const OFFLINE: Presence = { kind: 'offline', lastSeenAt: null };

/** The user's contacts, and the people who match the search. */
export function People({ relations, presence, onCall }: PeopleProps) {
  const [query, setQuery] = useState('');
  const searched = useDeferredValue(query.trim());
  const { contacts, blocks } = relations;
  const searching = searched !== '';
  const offersOthers = contacts !== null && contacts.length < FEW_CONTACTS;
  const search = useSearch(searching || offersOthers ? searched : null);
  const known = useStore(presence.store);

  const row = (person: User) => (
    <PersonRow
      key={person.id}
      person={person}
      presence={includes(contacts, person) ? (known.get(person.id)?.presence ?? OFFLINE) : null}
      blocked={includes(blocks, person)}
      onCall={(media) => {
        onCall(person, media);
      }}
    >
      <PersonMenu person={person} relations={relations} />
    </PersonRow>
  );
  const others = search.rows?.filter((person) => !includes(contacts, person)) ?? [];

  return (
    <section aria-label="People" className="flex flex-col gap-3">
      <SearchField query={query} onQuery={setQuery} />
      {searching ? (
        <>
          <ListSection
            label="People found"
            state={search}
            empty={<NobodyFound query={searched} />}
            row={row}
          />
          <p role="status" className="sr-only">
            {search.rows && countText(search.rows.length)}
          </p>
        </>
      ) : (
        <>
          <Group label="Contacts" shown={contacts !== null && contacts.length > 0} />
          <ListSection
            label="Contacts"
            state={{ rows: contacts, problem: relations.problem, retry: relations.retry }}
            empty={others.length === 0 && <NoContacts />}
            row={row}
          />
          {offersOthers && others.length > 0 && (
            <>
              <Group label="Others" shown />
              <List label="Others">{others.map(row)}</List>
            </>
          )}
        </>
      )}
    </section>
  );
}

function countText(people: number): string {
  return people === 1 ? '1 person found' : `${people} people found`;
}

function NobodyFound({ query }: { query: string }) {
  return (
    <EmptyState>
      Nobody found for “<bdi className="break-words">{query}</bdi>”. Check the spelling, or search for their
      username.
    </EmptyState>
  );
}

function NoContacts() {
  return (
    <EmptyState>
      No contacts yet. Find people by their name or username, and add them from the menu next to their name.
    </EmptyState>
  );
}

function Group({ label, shown }: { label: string; shown: boolean }) {
  if (!shown) return null;
  return (
    <h2 aria-hidden="true" className="px-1 pt-1 text-sm font-medium text-zinc-600 dark:text-zinc-400">
      {label}
    </h2>
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
        dir="auto"
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
