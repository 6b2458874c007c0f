import type { Person } from '../../../../lib/person';
import { Avatar } from '../../../../lib/ui/Avatar';

/** More people than this are only counted. */
const MOST = 4;

/** The picture of one person, or the overlapping pictures of several. */
export function Faces({ people }: { people: readonly Person[] }) {
  const [only, second] = people;
  if (only && !second) return <Avatar person={only} size="large" />;
  const shown = people.length > MOST ? people.slice(0, MOST - 1) : people;
  const others = people.length - shown.length;
  return (
    <div aria-hidden="true" className="flex justify-center -space-x-3">
      {shown.map((person) => (
        <span key={person.id} className="rounded-full ring-4 ring-zinc-900">
          <Avatar person={person} size="big" />
        </span>
      ))}
      {others > 0 && (
        <span className="grid size-20 place-items-center rounded-full bg-zinc-700 text-xl font-semibold text-white ring-4 ring-zinc-900">
          {`+${others}`}
        </span>
      )}
    </div>
  );
}
