import { ApiError, errorText } from '../../lib/api';

const FIELDS = { name: 'Name', username: 'Username', password: 'Password' } as const;
export type FieldName = keyof typeof FIELDS;

/** Why one could not sign in or up; `field` is the one to change, where there is one. */
export interface FormError {
  readonly field: FieldName | null;
  readonly text: string;
}

export function formErrorOf(cause: unknown): FormError {
  const refused = cause instanceof ApiError ? cause.field : null;
  if (cause instanceof ApiError && refused && isField(refused.name)) {
    return { field: refused.name, text: fieldText(cause.status, refused.name, refused.problem) };
  }
  return { field: null, text: errorText(cause, 'That did not work. Check what you entered and try again.') };
}

function isField(name: string): name is FieldName {
  return name in FIELDS;
}

/** The server says "is taken" of a field, or a whole sentence. */
function fieldText(status: number, field: FieldName, problem: string): string {
  if (status === 409 && field === 'username') return 'This username is taken. Choose another one.';
  const sentence = /^[A-Z]/.test(problem) ? problem : `${FIELDS[field]} ${problem}`;
  return /[.?]$/.test(sentence) ? sentence : `${sentence}.`;
}
