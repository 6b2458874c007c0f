import { useDeferredValue } from 'react';
import type { User } from '../../lib/person';
import type { ListState } from '../../lib/ui/List';
import type { Relations } from './useRelations';
import { includes } from './useRelations';
import { useSearch } from './useSearch';

/** With fewer contacts than this, the page also lists other users, if the operator allows that. */
const FEW_CONTACTS = 5;

interface PeopleLists {
  /** What the user searches for; null while they do not search. */
  readonly searched: string | null;
  readonly found: ListState<User>;
  readonly contacts: ListState<User>;
  /** Other users, while there are few contacts. */
  readonly others: readonly User[];
}

/** The people who match the query; without one, the contacts. */
export function usePeopleLists(query: string, relations: Relations): PeopleLists {
  const searched = useDeferredValue(query.trim());
  const { contacts, problem, retry } = relations;
  const searching = searched !== '';
  const offersOthers = contacts !== null && contacts.length < FEW_CONTACTS;
  const found = useSearch(searching || offersOthers ? searched : null);
  return {
    searched: searching ? searched : null,
    found,
    contacts: { rows: contacts, problem, retry },
    others: offersOthers ? (found.rows?.filter((person) => !includes(contacts, person)) ?? []) : [],
  };
}
