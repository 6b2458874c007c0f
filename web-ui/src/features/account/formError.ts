import { ApiError, errorText } from '../../lib/api';

const FIELDS = { name: 'Name', username: 'Username', password: 'Password' } as const;
export type FieldName = keyof typeof FIELDS;

/** Why signing in or up failed; `field` is the field to change, or null. */
export interface FormError {
  readonly field: FieldName | null;
  readonly text: string;
}

export function formErrorOf(cause: unknown): FormError {
  const rejected = cause instanceof ApiError ? cause.field : null;
  if (cause instanceof ApiError && rejected && isField(rejected.name)) {
    return { field: rejected.name, text: fieldText(cause.status, rejected.name, rejected.problem) };
  }
  return { field: null, text: errorText(cause, 'That did not work. Check what you entered and try again.') };
}

function isField(name: string): name is FieldName {
  return name in FIELDS;
}

/** The server sends a predicate such as "is taken", or a whole sentence. */
function fieldText(status: number, field: FieldName, problem: string): string {
  if (status === 409 && field === 'username') return 'This username is taken. Choose another one.';
  const sentence = /^[A-Z]/.test(problem) ? problem : `${FIELDS[field]} ${problem}`;
  return /[.?]$/.test(sentence) ? sentence : `${sentence}.`;
}
