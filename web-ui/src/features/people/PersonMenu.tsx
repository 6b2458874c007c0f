import { inText } from '../../lib/inText';
import type { Person } from '../../lib/person';
import type { MenuItem } from '../../lib/ui/Menu';
import { Menu } from '../../lib/ui/Menu';
import type { Relations } from './useRelations';
import { includes } from './useRelations';

/** The actions for a person, other than calling them. */
export function PersonMenu({ person, relations }: { person: Person; relations: Relations }) {
  return <Menu look="call" label={`More for ${person.name}`} items={itemsFor(person, relations)} />;
}

function itemsFor(person: Person, relations: Relations): MenuItem[] {
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
