import { inText } from '../../../../lib/inText';
import type { Person } from '../../../../lib/person';
import { TileVideo } from '../stage/TileVideo';

interface SharedScreenProps {
  /** null: it has not arrived yet. */
  stream: MediaStream | null;
  person: Person;
  /** Whether this user shares a screen, too: the header says so, and is higher then. */
  besideOwn: boolean;
}

/** The peer's screen in a call of two, as large as it can be without lying under the people or the controls. */
export function SharedScreen({ stream, person, besideOwn }: SharedScreenProps) {
  const label = `${inText(person.name)}’s screen`;
  return (
    <div
      data-testid="shared-screen"
      className={`absolute inset-x-0 bottom-28 min-[52rem]:right-60 min-[52rem]:left-4 ${besideOwn ? 'top-44' : 'top-24'}`}
    >
      {stream && <TileVideo stream={stream} label={label} whole wide onShown={() => undefined} />}
    </div>
  );
}
