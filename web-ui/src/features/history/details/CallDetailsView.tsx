import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { errorText } from '../../../lib/api';
import type { CallMedia, Person } from '../../../lib/person';
import { Avatar } from '../../../lib/ui/Avatar';
import { PeopleIcon, PhoneIcon, VideoIcon } from '../../../lib/ui/icons';
import { ErrorText, Loading } from '../../../lib/ui/List';
import { Name } from '../../../lib/ui/Name';
import { WideButton } from '../../../lib/ui/WideButton';
import { useNow } from '../../../lib/useNow';
import { otherParty } from '../callText';
import { canJoin, groupTitle, othersOf } from '../groupCall';
import type { JoinCall } from '../GroupRow';
import type { CallDetails } from '../useCallDetails';
import { useCall } from '../useCallDetails';
import { isLive } from '../useHistory';
import { callFacts } from './callFacts';
import { CallPeople } from './CallPeople';
import { RemoveCall } from './RemoveCall';

interface CallDetailsViewProps {
  callId: string;
  /** The id of this user. */
  me: string;
  deviceName: (deviceId: string) => string | undefined;
  onCall: (person: Person, media: CallMedia) => void;
  onCallAll: (people: readonly Person[], media: CallMedia) => void;
  onJoin: JoinCall;
  onRemoved: () => void;
}

/** What happened in one call, and what can be done now. */
export function CallDetailsView({ callId, ...props }: CallDetailsViewProps) {
  const { call, error, retry } = useCall(callId);
  if (!call) {
    if (!error) return <Loading />;
    return <ErrorText text={errorText(error, 'This call could not be loaded.')} onRetry={retry} />;
  }
  return <Details call={call} {...props} />;
}

function Details({
  call,
  me,
  deviceName,
  onRemoved,
  ...actions
}: Omit<CallDetailsViewProps, 'callId'> & { call: CallDetails }) {
  const now = useNow(isLive(call) ? 1000 : 30_000);
  const person = otherParty(call);
  const isGroup = call.kind === 'group';
  return (
    <>
      <div className="flex flex-col items-center gap-3 text-center">
        {isGroup ? (
          <span className="grid size-20 place-items-center rounded-full bg-zinc-200 text-zinc-600 dark:bg-zinc-700 dark:text-zinc-200">
            <PeopleIcon size={36} />
          </span>
        ) : (
          <Avatar person={person} size="big" />
        )}
        <h3 className="max-w-full text-xl font-semibold">
          <Name text={isGroup ? groupTitle(call, call.participants, me) : person.name} lines={2} />
        </h3>
      </div>
      <Actions call={call} me={me} {...actions} />
      <dl className="divide-y divide-zinc-100 rounded-2xl border border-zinc-200 bg-white px-4 dark:divide-zinc-800 dark:border-zinc-800 dark:bg-zinc-900">
        {callFacts(call, me, now).map(({ label, text }) => (
          <div key={label} className="flex flex-wrap justify-between gap-x-4 py-2.5">
            <dt className="text-zinc-600 dark:text-zinc-400">{label}</dt>
            <dd className="text-right tabular-nums">{text}</dd>
          </div>
        ))}
      </dl>
      <CallPeople participants={call.participants} me={me} now={now} deviceName={deviceName} />
      <div className="-ml-4 flex flex-col items-start">
        {!isGroup && call.other_party && (
          <Link
            to="/history"
            search={{ with: person.id }}
            className="rounded-lg px-4 py-2 text-sm font-medium text-teal-700 hover:bg-teal-600/10 dark:text-teal-400"
          >
            {`All calls with ${person.name}`}
          </Link>
        )}
        {!isLive(call) && <RemoveCall key={call.id} callId={call.id} onRemoved={onRemoved} />}
      </div>
    </>
  );
}

type ActionsProps = Pick<CallDetailsViewProps, 'me' | 'onCall' | 'onCallAll' | 'onJoin'> & {
  call: CallDetails;
};

/** Calls the people again, or joins the call while it continues. */
function Actions({ call, me, onCall, onCallAll, onJoin }: ActionsProps): ReactNode {
  const others = othersOf(call.participants, me);
  const [first] = others;
  if (canJoin(call)) {
    return (
      <div className="flex">
        <WideButton
          label="Join the call"
          onClick={() => {
            onJoin(call.id, others, call.call_type);
          }}
        />
      </div>
    );
  }
  if (isLive(call) || !first) return null;
  const again = (media: CallMedia) => {
    if (call.kind === 'group') onCallAll(others, media);
    else onCall(first, media);
  };
  return (
    <div className="flex gap-2">
      <WideButton
        label="Audio call"
        icon={<PhoneIcon size={18} />}
        onClick={() => {
          again('audio');
        }}
      />
      <WideButton
        label="Video call"
        icon={<VideoIcon />}
        onClick={() => {
          again('video');
        }}
      />
    </div>
  );
}
