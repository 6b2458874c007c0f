import { Outlet, useParams, useSearch } from '@tanstack/react-router';
import { Suspense } from 'react';
import { History } from '../../features/history/History';
import { PersonMenu } from '../../features/people/PersonMenu';
import { usePageContext } from './PageContext';
import { Panes } from './Panes';

/** The user's calls, and beside them the details of one. */
export function HistoryPage() {
  const { user, relations, missed, unseen, inCall, onCall, onGroupCall, onJoin } = usePageContext();
  const { callId } = useParams({ strict: false });
  const { show, with: person } = useSearch({ from: '/history' });
  return (
    <Panes
      hint="Choose a call to see who was there and for how long."
      list={
        <History
          me={user.id}
          filter={{ show, with: person }}
          refreshKey={Number(inCall)}
          missed={missed}
          unseen={unseen}
          onCall={onCall}
          onCallAll={onGroupCall}
          onJoin={onJoin}
          menu={(other) => <PersonMenu person={other} relations={relations} />}
        />
      }
      detail={
        callId === undefined ? null : (
          <Suspense>
            <Outlet />
          </Suspense>
        )
      }
    />
  );
}
