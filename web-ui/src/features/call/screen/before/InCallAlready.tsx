import { Avatar } from '../../../../lib/ui/Avatar';
import type { Ringing } from '../../model/model';
import { isGroupRing } from '../../model/model';
import { isInCall } from '../../model/peers';
import { companyText } from './ringText';

/** More people than this are only counted. */
const MOST = 5;

/** Shows who is in a group call already, or rings too; nothing for a call of two. */
export function InCallAlready({ ring }: { ring: Ringing }) {
  const company = companyText(ring);
  if (company === null) return null;
  const present = isGroupRing(ring) ? [...ring.peers.values()].filter(isInCall) : [];
  const others = present.map(({ person }) => person).filter(({ id }) => id !== ring.caller.id);
  const shown = others.length > MOST ? others.slice(0, MOST - 1) : others;
  return (
    <div className="mt-4 flex flex-col items-center gap-2 short:mt-2">
      {shown.length > 0 && (
        <div aria-hidden="true" className="flex -space-x-2">
          {shown.map((person) => (
            <span key={person.id} data-testid="in-call-already" className="rounded-full ring-2 ring-zinc-900">
              <Avatar person={person} size="small" />
            </span>
          ))}
          {others.length > shown.length && (
            <span className="grid size-9 place-items-center rounded-full bg-zinc-700 text-xs font-semibold ring-2 ring-zinc-900">
              {`+${others.length - shown.length}`}
            </span>
          )}
        </div>
      )}
      <p data-testid="incoming-company" className="text-balance text-zinc-100">
        {company}
      </p>
    </div>
  );
}
