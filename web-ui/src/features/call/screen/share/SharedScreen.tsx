import { inText } from '../../../../lib/inText';
import type { Person } from '../../../../lib/person';
import { TileVideo } from '../stage/TileVideo';

interface SharedScreenProps {
  /** null: it has not arrived yet. */
  stream: MediaStream | null;
  person: Person;
  /** Where it is. */
  className: string;
}

/** The peer's screen in a call of two, whole. */
export function SharedScreen({ stream, person, className }: SharedScreenProps) {
  const label = `${inText(person.name)}’s screen`;
  return (
    <div data-testid="shared-screen" className={`absolute ${className}`}>
      {stream && <TileVideo stream={stream} label={label} whole wide onShown={() => undefined} />}
    </div>
  );
}
