import { Link, useParams } from '@tanstack/react-router';
import { PersonView } from '../../features/people/PersonView';
import { PreviousIcon } from '../../lib/ui/icons';
import { usePageContext } from './PageContext';
import { BACK, DetailPane } from './Panes';

/** One person; the address that a user shares so that others can call them. */
export function PersonPage() {
  const { user, relations, presence, onCall } = usePageContext();
  const { userId } = useParams({ from: '/people/$userId' });
  return (
    <DetailPane
      key={userId}
      title="Person"
      back={
        <Link to="/people" className={BACK}>
          <PreviousIcon />
          People
        </Link>
      }
    >
      <PersonView userId={userId} me={user} relations={relations} presence={presence} onCall={onCall} />
    </DetailPane>
  );
}
