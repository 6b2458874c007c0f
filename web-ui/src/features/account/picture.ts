import { api, ApiError, errorText } from '../../lib/api';
import type { User } from '../../lib/person';

/** The limit of account-service. */
const MAX_BYTES = 5 * 1024 * 1024;
export const TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/gif'];

/** Why this file cannot be used as a picture, without uploading it; null if it may be accepted. */
export function fileProblem(file: Pick<File, 'type' | 'size'>): string | null {
  if (!TYPES.includes(file.type)) return 'Choose a JPEG, PNG or GIF image.';
  if (file.size > MAX_BYTES) {
    const mebibytes = (file.size / 1024 / 1024).toFixed(1);
    return `This image is ${mebibytes} MB. Choose one of at most 5 MB.`;
  }
  return null;
}

/** The file as a `data:` URL for the preview; a `blob:` URL would need a wider content security policy. */
export function dataUrl(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as string); // readAsDataURL returns a string
    };
    reader.onerror = () => {
      reject(reader.error ?? new Error('This file cannot be read.'));
    };
    reader.readAsDataURL(file);
  });
}

/** Resolves to the changed profile. */
export function uploadPicture(file: File): Promise<User> {
  return api<User>('/api/users/me/avatar', { method: 'PUT', body: file });
}

/** Why the upload failed. */
export function uploadErrorText(cause: unknown): string {
  const status = cause instanceof ApiError ? cause.status : 0;
  switch (status) {
    case 400:
    case 415:
      return 'This file is not a valid image, or has more than 40 megapixels. Choose another one.';
    case 413:
      return 'This image is too large. Choose one of at most 5 MB.';
    case 503:
      return 'Too many images are being uploaded. Try again in a moment.';
    default:
      return errorText(cause, 'The picture could not be changed.');
  }
}
