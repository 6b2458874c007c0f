import type { ReactNode } from 'react';
import type { Person } from '../../../../lib/person';

/** Lets the user choose people to invite into a call. */
interface InviteFormProps {
  /** The ids of those who are in the call or ringing; they cannot be chosen. */
  taken: readonly string[];
  /** How many people the call has room for. */
  room: number;
  onInvite: (people: readonly Person[]) => void;
}

/** The page gives the call its form for choosing people. */
export type InviteForm = (props: InviteFormProps) => ReactNode;

/** A call has at most this many people. */
export const MAX_PARTICIPANTS = 32;
