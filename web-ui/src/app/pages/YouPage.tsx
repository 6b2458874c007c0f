import type { ReactNode } from 'react';
import { Devices } from '../../features/account/Devices';
import { ProfilePicture } from '../../features/account/ProfilePicture';
import { BlockedPeople } from '../../features/people/BlockedPeople';
import { ShareLink } from '../../features/people/ShareLink';
import { usePageContext } from './PageContext';

/** The user's picture, devices and blocked people. */
export function YouPage() {
  const { user, thisDevice, relations, onUser } = usePageContext();
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-col gap-6">
      <Section label="Your picture">
        <ProfilePicture user={user} onChanged={onUser} />
      </Section>
      <Section label="Your link">
        <ShareLink user={user} />
      </Section>
      <Section label="Your devices">
        <Devices thisDevice={thisDevice} />
      </Section>
      <Section label="Blocked people">
        <BlockedPeople relations={relations} />
      </Section>
    </div>
  );
}

function Section({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section aria-label={label} className="flex flex-col gap-2">
      <h2 className="px-1 text-sm font-medium text-zinc-600 dark:text-zinc-400">{label}</h2>
      {children}
    </section>
  );
}
