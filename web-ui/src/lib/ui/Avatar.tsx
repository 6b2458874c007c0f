import { useState } from 'react';
import type { Person } from '../person';

const SIZES = {
  tiny: 'size-6 text-[0.625rem]',
  small: 'size-9 text-sm',
  medium: 'size-12 text-base',
  tile: 'size-14 text-lg',
  big: 'size-20 text-3xl',
  huge: 'size-36 text-6xl sm:size-44 short:size-28 short:text-4xl',
  face: 'size-40 text-6xl sm:size-48 sm:text-7xl short:size-32 short:text-5xl max-[23rem]:size-32 max-[23rem]:text-5xl',
  large: 'size-28 text-4xl sm:size-32 sm:text-5xl',
} as const;

const COLOURS = [
  'bg-teal-700',
  'bg-indigo-600',
  'bg-rose-600',
  'bg-amber-700',
  'bg-sky-700',
  'bg-fuchsia-700',
  'bg-emerald-700',
  'bg-violet-600',
] as const;

/** A person's picture, or their initials on a colour derived from their id. Hidden from screen readers, because the name is next to it. */
export function Avatar({ person, size = 'medium' }: { person: Person; size?: keyof typeof SIZES }) {
  const [missing, setMissing] = useState<string | null>(null);
  const shape = `${SIZES[size]} shrink-0 rounded-full`;
  const { avatarUrl } = person;
  if (avatarUrl && avatarUrl !== missing) {
    return (
      <img
        src={avatarUrl}
        alt=""
        referrerPolicy="no-referrer"
        onError={() => {
          setMissing(avatarUrl); // it was replaced, and this page does not know the new one yet
        }}
        className={`${shape} object-cover`}
      />
    );
  }
  return (
    <span
      aria-hidden="true"
      className={`${shape} ${colourOf(person.id)} grid place-items-center font-semibold text-white select-none`}
    >
      {initials(person.name)}
    </span>
  );
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => firstGrapheme(word ?? '').toUpperCase()).join('');
}

/** The first user-perceived character; an emoji of several code points is one. */
function firstGrapheme(word: string): string {
  const [first] = graphemes.segment(word);
  return first?.segment ?? '';
}

function colourOf(id: string): string {
  let hash = 0x811c9dc5; // FNV-1a
  for (const letter of id) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return COLOURS[(hash >>> 8) % COLOURS.length] ?? COLOURS[0];
}
