import { useState } from 'react';
import type { Person } from '../../../../lib/person';

/** The caller's picture, blurred, behind everything else; nothing if the caller has none. */
export function CallerBackdrop({ person: { avatarUrl } }: { person: Person }) {
  const [isMissing, setMissing] = useState(false);
  if (!avatarUrl || isMissing) return null;
  return (
    <div
      aria-hidden="true"
      className="absolute inset-0 overflow-hidden rounded-[inherit] forced-colors:hidden"
    >
      <img
        src={avatarUrl}
        alt=""
        referrerPolicy="no-referrer"
        onError={() => {
          setMissing(true);
        }}
        className="size-full scale-125 object-cover blur-2xl"
      />
      <div className="absolute inset-0 bg-zinc-950/70" />
    </div>
  );
}
