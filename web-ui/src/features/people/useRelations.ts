import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { api, errorText } from '../../lib/api';
import { inText } from '../../lib/inText';
import { listState } from '../../lib/ui/listState';
import type { Person, User } from '../../lib/person';

/** The result of a change, and how to undo it. */
export interface RelationNotice {
  tone: 'status' | 'alert';
  text: string;
  undo?: () => void;
}

export interface Relations {
  /** In alphabetical order; null until they are known. */
  contacts: readonly User[] | null;
  blocks: readonly User[] | null;
  /** Why the lists are unknown or out of date. They are loaded again automatically. */
  problem: string | null;
  retry: () => void;
  addContact: (person: Person) => void;
  removeContact: (person: Person) => void;
  block: (person: Person) => void;
  unblock: (person: Person) => void;
  notice: RelationNotice | null;
  dismiss: () => void;
}

type Change = (person: Person) => void;

interface Request {
  method: 'PUT' | 'DELETE';
  path: string;
  success: RelationNotice;
  failure: string;
}

/**
 * The user's contacts and blocked users. Reloads when the page becomes visible again, because other devices may have
 * changed them.
 */
export function useRelations(): Relations {
  const queries = useQueryClient();
  const [notice, setNotice] = useState<RelationNotice | null>(null);
  const query = useQuery({
    queryKey: ['relations'],
    queryFn: async () => {
      const [{ contacts }, { blocks }] = await Promise.all([
        api<{ contacts: User[] }>('/api/contacts'),
        api<{ blocks: User[] }>('/api/blocks'),
      ]);
      return { contacts, blocks };
    },
  });
  const { mutate } = useMutation({
    mutationFn: ({ path, method }: Request) => api(path, { method }),
    onSuccess: (_, { success }) => {
      setNotice(success);
      return queries.invalidateQueries({ queryKey: ['relations'] });
    },
    onError: (cause, { failure }) => {
      setNotice({ tone: 'alert', text: errorText(cause, failure) });
    },
  });

  const addContact: Change = ({ id, name }) => {
    mutate({
      method: 'PUT',
      path: `/api/contacts/${id}`,
      success: { tone: 'status', text: `${inText(name)} was added to your contacts.` },
      failure: `${inText(name)} could not be added. Try again.`,
    });
  };
  const removeContact: Change = (person) => {
    mutate({
      method: 'DELETE',
      path: `/api/contacts/${person.id}`,
      success: undoable(`${inText(person.name)} was removed from your contacts.`, addContact, person),
      failure: `${inText(person.name)} could not be removed. Try again.`,
    });
  };
  const unblock: Change = ({ id, name }) => {
    mutate({
      method: 'DELETE',
      path: `/api/blocks/${id}`,
      success: { tone: 'status', text: `${inText(name)} was unblocked.` },
      failure: `${inText(name)} could not be unblocked. Try again.`,
    });
  };
  const block: Change = (person) => {
    mutate({
      method: 'PUT',
      path: `/api/blocks/${person.id}`,
      success: undoable(
        `${inText(person.name)} is blocked. Their calls do not ring, and they cannot see when you are online.`,
        unblock,
        person,
      ),
      failure: `${inText(person.name)} could not be blocked. Try again.`,
    });
  };
  const dismiss = useCallback(() => {
    setNotice(null);
  }, []);

  const { rows, problem, retry } = listState(
    query.data && [query.data],
    query,
    'Your contacts could not be loaded. Try again in a moment.',
  );
  const [lists] = rows ?? [];
  return {
    contacts: lists?.contacts ?? null,
    blocks: lists?.blocks ?? null,
    problem,
    retry,
    addContact,
    removeContact,
    block,
    unblock,
    notice,
    dismiss,
  };
}

function undoable(text: string, opposite: Change, person: Person): RelationNotice {
  return {
    tone: 'status',
    text,
    undo: () => {
      opposite(person);
    },
  };
}

export function includes(people: readonly User[] | null, { id }: Person): boolean {
  return people?.some((person) => person.id === id) ?? false;
}
