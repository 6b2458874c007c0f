import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import type { CallMedia, Person } from '../../lib/person';
import { CloseIcon, PhoneIcon, VideoIcon } from '../../lib/ui/icons';
import { RoundButton } from '../../lib/ui/RoundButton';
import { WideButton } from '../../lib/ui/WideButton';
import { ChoosePeople } from './ChoosePeople';
import type { Relations } from './useRelations';

interface NewGroupCallProps {
  relations: Relations;
  recentGroups: (choose: (people: readonly Person[]) => void) => ReactNode;
  onCall: (people: readonly Person[], media: CallMedia) => void;
  onCancel: () => void;
}

/** A call has at most 32 people, the caller included. */
const MAX_CALLEES = 31;

/** Chooses the people of a group call and calls them. */
export function NewGroupCall({ relations, recentGroups, onCall, onCancel }: NewGroupCallProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <section aria-label="New group call" className="flex flex-col gap-3 bg-zinc-50 dark:bg-zinc-950">
      <div className="flex items-center pl-1">
        <h2 ref={heading} tabIndex={-1} className="flex-1 text-lg font-semibold outline-none">
          New group call
        </h2>
        <RoundButton label="Cancel" look="call" onClick={onCancel}>
          <CloseIcon />
        </RoundButton>
      </div>
      <ChoosePeople
        relations={relations}
        room={MAX_CALLEES}
        suggestions={recentGroups}
        actions={(chosen) => (
          <>
            {chosen.length === 1 && (
              <p className="px-1 text-sm text-zinc-600 dark:text-zinc-400">
                Choose at least one more person.
              </p>
            )}
            <div className="flex gap-2">
              <WideButton
                label="Audio call"
                icon={<PhoneIcon size={18} />}
                disabled={chosen.length < 2}
                onClick={() => {
                  onCall(chosen, 'audio');
                }}
              />
              <WideButton
                label="Video call"
                icon={<VideoIcon />}
                disabled={chosen.length < 2}
                onClick={() => {
                  onCall(chosen, 'video');
                }}
              />
            </div>
          </>
        )}
      />
    </section>
  );
}
