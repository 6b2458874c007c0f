import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useDevices } from '../../features/account/useDevices';
import { CallDetailsView } from '../../features/history/details/CallDetailsView';
import { PreviousIcon } from '../../lib/ui/icons';
import { usePageContext } from './PageContext';
import { BACK, DetailPane } from './Panes';

/** The details of one call. */
export function CallPage() {
  const { user, thisDevice, onCall, onGroupCall, onJoin } = usePageContext();
  const { callId } = useParams({ from: '/history/$callId' });
  const filter = useSearch({ from: '/history' });
  const { rows: devices } = useDevices();
  const navigate = useNavigate();
  const deviceName = (id: string) =>
    id === thisDevice ? 'This device' : (devices?.find(({ deviceId }) => deviceId === id)?.name ?? undefined);
  return (
    <DetailPane
      key={callId}
      title="Call details"
      back={
        <Link to="/history" search={filter} className={BACK}>
          <PreviousIcon />
          History
        </Link>
      }
    >
      <CallDetailsView
        callId={callId}
        me={user.id}
        deviceName={deviceName}
        onCall={onCall}
        onCallAll={onGroupCall}
        onJoin={onJoin}
        onRemoved={() => void navigate({ to: '/history', search: filter, replace: true })}
      />
    </DetailPane>
  );
}
