import { useCallback, useEffect, useMemo, useState } from 'react';
import { api, isUnauthorized, errorText } from '../../lib/api';
import { inText } from '../../lib/inText';
import type { Person, User } from '../../lib/person';

/** Something to say about a change, and what takes it back. */
export interface RelationNotice {
  tone: 'status' | 'alert';
  text: string;
  undo?: () => void;
}

export interface Relations {
  /** null: not known yet; alphabetical. */
  contacts: readonly User[] | null;
  blocks: readonly User[] | null;
  /** Why they are not known, or not up to date; asked for again by itself. */
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

const RETRY_MS = 3000;

/** Whom one has as a contact, and whom one blocks. Asked for anew when the page is looked at again: other devices change it too. */
export function useRelations(onUnauthorized: () => void): Relations {
  const [contacts, setContacts] = useState<readonly User[] | null>(null);
  const [blocks, setBlocks] = useState<readonly User[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [notice, setNotice] = useState<RelationNotice | null>(null);

  const load = useCallback(async (): Promise<boolean> => {
    try {
      const [listed, blocked] = await Promise.all([
        api<{ contacts: User[] }>('/api/contacts'),
        api<{ blocks: User[] }>('/api/blocks'),
      ]);
      setContacts(listed.contacts);
      setBlocks(blocked.blocks);
      setProblem(null);
      return true;
    } catch (cause) {
      if (isUnauthorized(cause)) onUnauthorized();
      else setProblem(errorText(cause, 'Your contacts cannot be listed. Try again in a moment.'));
      return false;
    }
  }, [onUnauthorized]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      clearTimeout(timer);
      if (document.hidden || (await load())) return;
      timer = setTimeout(() => void look(), RETRY_MS);
    };
    const looked = () => void look();
    looked();
    document.addEventListener('visibilitychange', looked);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', looked);
    };
  }, [load]);

  const changes = useMemo(() => {
    const change = async (
      method: 'PUT' | 'DELETE',
      path: string,
      success: RelationNotice,
      failure: string,
    ) => {
      try {
        await api(path, { method });
        setNotice(success);
        await load();
      } catch (cause) {
        if (isUnauthorized(cause)) onUnauthorized();
        else setNotice({ tone: 'alert', text: errorText(cause, failure) });
      }
    };
    const addContact: Change = ({ id, name }) =>
      void change(
        'PUT',
        `/api/contacts/${id}`,
        { tone: 'status', text: `${inText(name)} was added to your contacts.` },
        `${inText(name)} could not be added. Try again.`,
      );
    const removeContact: Change = (person) =>
      void change(
        'DELETE',
        `/api/contacts/${person.id}`,
        undoable(`${inText(person.name)} was removed from your contacts.`, addContact, person),
        `${inText(person.name)} could not be removed. Try again.`,
      );
    const unblock: Change = ({ id, name }) =>
      void change(
        'DELETE',
        `/api/blocks/${id}`,
        { tone: 'status', text: `${inText(name)} was unblocked.` },
        `${inText(name)} could not be unblocked. Try again.`,
      );
    const block: Change = (person) =>
      void change(
        'PUT',
        `/api/blocks/${person.id}`,
        undoable(
          `${inText(person.name)} is blocked. Their calls do not ring, and they cannot see when you are online.`,
          unblock,
          person,
        ),
        `${inText(person.name)} could not be blocked. Try again.`,
      );
    return { addContact, removeContact, block, unblock };
  }, [load, onUnauthorized]);

  const dismiss = useCallback(() => {
    setNotice(null);
  }, []);

  const retry = useCallback(() => void load(), [load]);

  return { contacts, blocks, problem, retry, notice, dismiss, ...changes };
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
