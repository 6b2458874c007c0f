import type { Person } from '../../lib/person';
import { WideButton } from '../../lib/ui/WideButton';
import { ChoosePeople } from './ChoosePeople';
import type { Relations } from './useRelations';

interface InviteFormProps {
  relations: Relations;
  taken: readonly string[];
  room: number;
  onInvite: (people: readonly Person[]) => void;
}

/** Chooses people to ring into a call. */
export function InviteForm({ onInvite, ...choice }: InviteFormProps) {
  return (
    <ChoosePeople
      {...choice}
      actions={(chosen) => (
        <WideButton
          label={chosen.length > 1 ? `Add ${chosen.length} people` : 'Add to the call'}
          disabled={chosen.length === 0}
          onClick={() => {
            onInvite(chosen);
          }}
        />
      )}
    />
  );
}
