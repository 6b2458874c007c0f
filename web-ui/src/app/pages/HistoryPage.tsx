import { History } from '../../features/history/History';
import { PersonMenu } from '../../features/people/PersonMenu';
import { usePageContext } from './PageContext';

export function HistoryPage() {
  const { user, relations, missed, unseen, inCall, onCall, onGroupCall, onJoin } = usePageContext();
  return (
    <History
      me={user.id}
      refreshKey={Number(inCall)}
      missed={missed}
      unseen={unseen}
      onCall={onCall}
      onCallAll={onGroupCall}
      onJoin={onJoin}
      menu={(person) => <PersonMenu person={person} relations={relations} />}
    />
  );
}
