import type { Presence } from './PresenceStore';

const DOTS: Record<Presence['kind'], string> = {
  online: 'bg-green-500',
  'in-call': 'bg-amber-500',
  offline: 'bg-zinc-400 dark:bg-zinc-600',
};

/** At the corner of a picture, which has to be `relative`. The text beside it says the same. */
export function PresenceDot({ kind }: { kind: Presence['kind'] }) {
  return (
    <span
      aria-hidden="true"
      className={`absolute right-0 bottom-0 size-3.5 rounded-full border-2 border-white dark:border-zinc-900 ${DOTS[kind]}`}
    />
  );
}
