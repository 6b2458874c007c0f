import { Outlet, useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import { RecentGroups } from '../../features/history/RecentGroups';
import { useRecentPeople } from '../../features/history/recentPeople';
import { FirstSteps } from '../../features/people/FirstSteps';
import { People } from '../../features/people/People';
import { usePageContext } from './PageContext';
import { Panes } from './Panes';

/** The people whom the user can call, and beside them one person. */
export function PeoplePage() {
  const { user, relations, presence, inCall, onCall, onGroupCall } = usePageContext();
  const { userId } = useParams({ strict: false });
  const recent = useRecentPeople(`recent people ${Number(inCall)}`);
  return (
    <Panes
      hint="Choose a person to see when they were online and to call them."
      list={
        <People
          relations={relations}
          presence={presence}
          onCall={onCall}
          onGroupCall={onGroupCall}
          recentGroups={(onChoose) => <RecentGroups me={user.id} onChoose={onChoose} />}
          recent={recent}
          firstSteps={<FirstSteps user={user} />}
        />
      }
      detail={
        userId === undefined ? null : (
          <Suspense>
            <Outlet />
          </Suspense>
        )
      }
    />
  );
}
