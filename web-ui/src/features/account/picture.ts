import { api, ApiError, errorText } from '../../lib/api';
import type { User } from '../../lib/person';

/** What account-service takes. */
const MAX_BYTES = 5 * 1024 * 1024;
export const TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/gif'];

/** Why this file cannot be one's picture, as far as that can be told without sending it; null: it may well be. */
export function fileProblem(file: Pick<File, 'type' | 'size'>): string | null {
  if (!TYPES.includes(file.type)) return 'Take a picture that is a JPEG, a PNG or a GIF.';
  if (file.size > MAX_BYTES) {
    const mebibytes = (file.size / 1024 / 1024).toFixed(1);
    return `This picture has ${mebibytes} MB. Take one of at most 5 MB.`;
  }
  return null;
}

/** The file as an address, to look at it; a `blob:` would need a wider content security policy. */
export function dataUrl(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as string); // of readAsDataURL
    };
    reader.onerror = () => {
      reject(reader.error ?? new Error('This file cannot be read.'));
    };
    reader.readAsDataURL(file);
  });
}

/** Answers with the new profile. */
export function uploadPicture(file: File): Promise<User> {
  return api<User>('/api/users/me/avatar', { method: 'PUT', body: file });
}

/** Why the server did not take it. */
export function uploadErrorText(cause: unknown): string {
  const status = cause instanceof ApiError ? cause.status : 0;
  switch (status) {
    case 400:
    case 415:
      return 'This file cannot be read as a picture, or has more than 40 megapixels. Take another one.';
    case 413:
      return 'This picture is too large. Take one of at most 5 MB.';
    case 503:
      return 'Too many pictures come at once. Try again in a moment.';
    default:
      return errorText(cause, 'The picture could not be changed.');
  }
}
