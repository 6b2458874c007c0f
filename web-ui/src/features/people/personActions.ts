import { inText } from '../../lib/inText';
import type { Person } from '../../lib/person';
import type { MenuItem } from '../../lib/ui/Menu';
import type { Relations } from './useRelations';
import { includes } from './useRelations';

/** What can be done with a person, other than calling them. */
export function personActions(person: Person, relations: Relations): MenuItem[] {
  const item = (label: string, change: (person: Person) => void): MenuItem => ({
    label,
    onChoose: () => {
      change(person);
    },
  });
  return [
    includes(relations.contacts, person)
      ? item('Remove from contacts', relations.removeContact)
      : item('Add to contacts', relations.addContact),
    includes(relations.blocks, person)
      ? item(`Unblock ${inText(person.name)}`, relations.unblock)
      : item(`Block ${inText(person.name)}`, relations.block),
  ];
}
