import { RecentGroups } from '../../features/history/RecentGroups';
import { People } from '../../features/people/People';
import { usePageContext } from './PageContext';

export function PeoplePage() {
  const { user, relations, presence, onCall, onGroupCall } = usePageContext();
  return (
    <People
      relations={relations}
      presence={presence}
      onCall={onCall}
      onGroupCall={onGroupCall}
      recentGroups={(onChoose) => <RecentGroups me={user.id} onChoose={onChoose} />}
    />
  );
}
