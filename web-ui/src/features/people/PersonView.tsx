import { Link } from '@tanstack/react-router';
import { useStore } from 'zustand';
import { ApiError, errorText } from '../../lib/api';
import type { CallMedia, Person, User } from '../../lib/person';
import { Avatar } from '../../lib/ui/Avatar';
import { PhoneIcon, VideoIcon } from '../../lib/ui/icons';
import { EmptyState, ErrorText, Loading } from '../../lib/ui/List';
import { Name } from '../../lib/ui/Name';
import { Action } from '../../lib/ui/Snackbar';
import { WideButton } from '../../lib/ui/WideButton';
import { useNow } from '../../lib/useNow';
import { useUser } from '../../lib/useUser';
import { personActions } from './personActions';
import type { PresenceStore } from './PresenceStore';
import { presenceText } from './presenceText';
import { ShareLink } from './ShareLink';
import type { Relations } from './useRelations';
import { includes } from './useRelations';

interface PersonViewProps {
  userId: string;
  /** This user. */
  me: User;
  relations: Relations;
  presence: PresenceStore;
  onCall: (person: Person, media: CallMedia) => void;
}

/** One person: calls them, and changes what they are for this user. It is also what a shared link opens. */
export function PersonView({ userId, me, relations, presence, onCall }: PersonViewProps) {
  const { user, error } = useUser(userId);
  const shown = userId === me.id ? me : user;
  if (!shown) {
    if (!error) return <Loading />;
    const isUnknown = error instanceof ApiError && (error.status === 404 || error.status === 400);
    return isUnknown ? (
      <EmptyState>There is nobody at this address. Ask for the link again, or find them by name.</EmptyState>
    ) : (
      <ErrorText text={errorText(error, 'This person could not be loaded. Reload the page.')} />
    );
  }
  return (
    <>
      <Heading person={shown} relations={relations} presence={presence} isMe={userId === me.id} />
      {userId === me.id ? (
        <ShareLink user={me} />
      ) : (
        <PersonChoices person={shown} relations={relations} onCall={onCall} />
      )}
    </>
  );
}

interface HeadingProps extends Pick<PersonViewProps, 'relations' | 'presence'> {
  person: User;
  isMe: boolean;
}

function Heading({ person, relations, presence, isMe }: HeadingProps) {
  const now = useNow(30_000);
  const known = useStore(presence.store).get(person.id)?.presence;
  const isBlocked = includes(relations.blocks, person);
  const isContact = includes(relations.contacts, person);
  const where = isBlocked ? 'Blocked' : isContact && known ? presenceText(known, now) : null;
  return (
    <div className="flex flex-col items-center gap-3 pt-2 text-center">
      <Avatar person={person} size="large" />
      <div className="max-w-full">
        <h3 className="text-2xl font-semibold">
          <Name text={person.name} lines={2} className="text-center!" />
        </h3>
        <p className="truncate text-zinc-600 dark:text-zinc-400">@{person.username}</p>
        <p className="text-zinc-600 empty:hidden dark:text-zinc-400">{isMe ? 'This is you' : where}</p>
      </div>
    </div>
  );
}

type ChoicesProps = Pick<PersonViewProps, 'relations' | 'onCall'> & { person: User };

function PersonChoices({ person, relations, onCall }: ChoicesProps) {
  return (
    <>
      <div className="flex gap-2">
        <WideButton
          label="Audio call"
          icon={<PhoneIcon size={18} />}
          onClick={() => {
            onCall(person, 'audio');
          }}
        />
        <WideButton
          label="Video call"
          icon={<VideoIcon />}
          onClick={() => {
            onCall(person, 'video');
          }}
        />
      </div>
      <div className="flex flex-col items-start rounded-2xl border border-zinc-200 bg-white py-1.5 dark:border-zinc-800 dark:bg-zinc-900">
        <Link
          to="/history"
          search={{ with: person.id }}
          className="rounded-lg px-4 py-2 text-sm font-medium text-teal-700 hover:bg-teal-600/10 dark:text-teal-400"
        >
          Your calls with them
        </Link>
        {personActions(person, relations).map(({ label, onChoose }) => (
          <Action key={label} label={label} onClick={onChoose} />
        ))}
      </div>
    </>
  );
}
