import type { ReactNode } from 'react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { CallMedia, Person, User } from '../../lib/person';
import { PeopleIcon } from '../../lib/ui/icons';
import { List, ListSection } from '../../lib/ui/List';
import { NewGroupCall } from './NewGroupCall';
import { NobodyFound } from './NobodyFound';
import { PeopleTiles } from './PeopleTiles';
import { PersonMenu } from './PersonMenu';
import { PersonRow } from './PersonRow';
import type { Presence, PresenceStore } from './PresenceStore';
import { SearchField } from './SearchField';
import { tilePeople } from './tiles';
import { usePeopleLists } from './usePeopleLists';
import type { Relations } from './useRelations';
import { includes } from './useRelations';

interface PeopleProps {
  relations: Relations;
  presence: PresenceStore;
  onCall: (person: Person, media: CallMedia) => void;
  onGroupCall: (people: readonly Person[], media: CallMedia) => void;
  /** Offers the people of recent group calls. */
  recentGroups: (choose: (people: readonly Person[]) => void) => ReactNode;
  /** The people of the latest calls, the latest first. */
  recent: readonly Person[];
  /** Helps a user who has no contacts yet. */
  firstSteps: ReactNode;
}

const OFFLINE: Presence = { kind: 'offline', lastSeenAt: null };

/** The user's contacts, and the people who match the search. */
export function People(props: PeopleProps) {
  const [choosing, setChoosing] = useState(false);
  if (!choosing) {
    return (
      <PeopleLists
        {...props}
        onNewGroupCall={() => {
          setChoosing(true);
        }}
      />
    );
  }
  return (
    <NewGroupCall
      relations={props.relations}
      recentGroups={props.recentGroups}
      onCall={(people, media) => {
        setChoosing(false);
        props.onGroupCall(people, media);
      }}
      onCancel={() => {
        setChoosing(false);
      }}
    />
  );
}

function PeopleLists(props: PeopleProps & { onNewGroupCall: () => void }) {
  const { relations, presence, onCall, onNewGroupCall, recent, firstSteps } = props;
  const [query, setQuery] = useState('');
  const { contacts, blocks } = relations;
  const { searched, found, contacts: contactList, others } = usePeopleLists(query, relations);
  const known = useStore(presence.store);

  const presenceOf = (person: Person) =>
    includes(contacts, person) ? (known.get(person.id)?.presence ?? OFFLINE) : null;

  const row = (person: User) => (
    <PersonRow
      key={person.id}
      person={person}
      presence={presenceOf(person)}
      blocked={includes(blocks, person)}
      onCall={(media) => {
        onCall(person, media);
      }}
    >
      <PersonMenu person={person} relations={relations} />
    </PersonRow>
  );

  return (
    <section aria-label="People" className="flex flex-col gap-3">
      <div className="flex items-center gap-2 *:first:flex-1">
        <SearchField query={query} onQuery={setQuery} />
        <button
          type="button"
          onClick={onNewGroupCall}
          className="flex min-h-11 shrink-0 cursor-pointer items-center gap-2 rounded-xl px-3 text-sm font-medium text-teal-700 hover:bg-teal-600/10 dark:text-teal-400"
        >
          <PeopleIcon />
          <span className="max-sm:sr-only">New group call</span>
        </button>
      </div>
      {searched !== null ? (
        <>
          <ListSection
            label="People found"
            state={found}
            empty={<NobodyFound query={searched} />}
            row={row}
          />
          <p role="status" className="sr-only">
            {found.rows && countText(found.rows.length)}
          </p>
        </>
      ) : (
        <>
          <PeopleTiles
            people={tilePeople(recent, blocks ?? [], (person) => presenceOf(person)?.kind)}
            presenceOf={(person) => presenceOf(person)?.kind}
          />
          <Group label="Contacts" shown={contacts !== null && contacts.length > 0} />
          <ListSection
            label="Contacts"
            state={contactList}
            empty={others.length === 0 && firstSteps}
            row={row}
          />
          {others.length > 0 && (
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

function Group({ label, shown }: { label: string; shown: boolean }) {
  if (!shown) return null;
  return (
    <h2 aria-hidden="true" className="px-1 pt-1 text-sm font-medium text-zinc-600 dark:text-zinc-400">
      {label}
    </h2>
  );
}
