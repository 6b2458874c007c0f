import type { Peers } from '../../model/peers';
import type { InviteForm } from './inviteForm';
import { MAX_PARTICIPANTS } from './inviteForm';
import { Panel } from './Panel';

interface InvitePanelProps {
  peers: Peers;
  inviteForm: InviteForm;
  onInvite: (userIds: readonly string[]) => void;
  onClose: () => void;
}

/** Chooses people to add to a call. */
export function InvitePanel({ peers, inviteForm, onInvite, onClose }: InvitePanelProps) {
  const taken = [...peers.values()].filter(({ state }) => state !== 'left').map(({ person }) => person.id);
  return (
    <Panel label="Add people" onClose={onClose}>
      <div className="max-h-[55dvh] overflow-y-auto bg-inherit">
        {inviteForm({
          taken,
          room: MAX_PARTICIPANTS - 1 - taken.length,
          onInvite: (people) => {
            onInvite(people.map(({ id }) => id));
            onClose();
          },
        })}
      </div>
    </Panel>
  );
}
