import type { Person } from '../../lib/person';
import { Menu } from '../../lib/ui/Menu';
import { personActions } from './personActions';
import type { Relations } from './useRelations';

/** The actions for a person, other than calling them. */
export function PersonMenu({ person, relations }: { person: Person; relations: Relations }) {
  return <Menu look="call" label={`More for ${person.name}`} items={personActions(person, relations)} />;
}
