import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Person, User } from '../../lib/person';
import { Avatar } from '../../lib/ui/Avatar';
import { CloseIcon } from '../../lib/ui/icons';
import { EmptyState, List, ListSection } from '../../lib/ui/List';
import { Name } from '../../lib/ui/Name';
import { NobodyFound } from './NobodyFound';
import { SearchField } from './SearchField';
import { usePeopleLists } from './usePeopleLists';
import type { Relations } from './useRelations';

interface ChoosePeopleProps {
  relations: Relations;
  /** The ids of those who cannot be chosen. */
  taken?: readonly string[];
  /** How many people may be chosen. */
  room: number;
  /** Offers to choose several people at once. */
  suggestions?: (choose: (people: readonly Person[]) => void) => ReactNode;
  /** What can be done with the chosen people. */
  actions: (chosen: readonly Person[]) => ReactNode;
}

/** Chooses several people among the contacts and by searching. */
export function ChoosePeople({ relations, taken = [], room, suggestions, actions }: ChoosePeopleProps) {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<readonly Person[]>([]);
  const { searched, found, contacts, others } = usePeopleLists(query, relations);
  const isChosen = ({ id }: Person) => chosen.some((person) => person.id === id);
  const free = ({ id }: Person) => !taken.includes(id);
  const choose = (people: readonly Person[]) => {
    const fresh = people.filter((person) => free(person) && !isChosen(person));
    setChosen([...chosen, ...fresh].slice(0, room));
  };
  const remove = ({ id }: Person) => {
    setChosen(chosen.filter((person) => person.id !== id));
  };
  const row = (person: User) => (
    <Choice
      key={person.id}
      person={person}
      chosen={isChosen(person)}
      disabled={!isChosen(person) && chosen.length >= room}
      onChange={(wanted) => {
        if (wanted) choose([person]);
        else remove(person);
        setQuery('');
      }}
    />
  );
  const freeOthers = others.filter(free);
  return (
    <div className="flex flex-col gap-3 bg-inherit">
      <Chips people={chosen} onRemove={remove} />
      <SearchField query={query} onQuery={setQuery} />
      {searched === null ? (
        <>
          {suggestions?.(choose)}
          <ListSection
            label="Contacts to choose"
            state={{ ...contacts, rows: contacts.rows?.filter(free) ?? null }}
            empty={freeOthers.length === 0 && <EmptyState>Find people by their name or username.</EmptyState>}
            row={row}
          />
          {freeOthers.length > 0 && <List label="Others to choose">{freeOthers.map(row)}</List>}
        </>
      ) : (
        <ListSection
          label="People found"
          state={{ ...found, rows: found.rows?.filter(free) ?? null }}
          empty={<NobodyFound query={searched} />}
          row={row}
        />
      )}
      <p role="status" className="sr-only">
        {`${chosen.length} chosen`}
      </p>
      <div className="sticky bottom-0 z-10 flex flex-col gap-2 bg-inherit py-3">
        {chosen.length >= room && (
          <p className="px-1 text-sm text-zinc-600 dark:text-zinc-400">
            The call has no room for more people.
          </p>
        )}
        {actions(chosen)}
      </div>
    </div>
  );
}

interface ChoiceProps {
  person: User;
  chosen: boolean;
  disabled: boolean;
  onChange: (chosen: boolean) => void;
}

function Choice({ person, chosen, disabled, onChange }: ChoiceProps) {
  return (
    <li data-testid={`choose-${person.username}`}>
      <label className="flex cursor-pointer items-center gap-3 px-4 py-2.5 has-disabled:cursor-default has-disabled:opacity-50">
        <Avatar person={person} size="small" />
        <span className="min-w-0 flex-1 leading-tight">
          <Name text={person.name} className="font-medium" />
          <span className="block truncate text-sm text-zinc-600 dark:text-zinc-400">@{person.username}</span>
        </span>
        <input
          type="checkbox"
          aria-label={person.name}
          checked={chosen}
          disabled={disabled}
          onChange={({ currentTarget }) => {
            onChange(currentTarget.checked);
          }}
          className="size-5 shrink-0 accent-teal-600 dark:scheme-dark dark:accent-teal-400"
        />
      </label>
    </li>
  );
}

interface ChipsProps {
  people: readonly Person[];
  onRemove: (person: Person) => void;
}

/** The chosen people; a click removes one. */
function Chips({ people, onRemove }: ChipsProps) {
  if (people.length === 0) return null;
  return (
    <ul aria-label="Chosen" className="flex max-h-32 flex-wrap gap-1.5 overflow-y-auto">
      {people.map((person) => (
        <li key={person.id} className="max-w-full">
          <button
            type="button"
            aria-label={`Remove ${person.name}`}
            onClick={() => {
              onRemove(person);
            }}
            className="flex min-h-9 max-w-full cursor-pointer items-center gap-1.5 rounded-full bg-teal-700/10 px-3 text-sm font-medium text-teal-800 hover:bg-teal-700/20 dark:bg-teal-400/15 dark:text-teal-200"
          >
            <bdi className="truncate">{person.name}</bdi>
            <CloseIcon size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}
