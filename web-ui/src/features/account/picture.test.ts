import { expect, test } from 'vitest';
import { ApiError } from '../../lib/api';
import { fileProblem, uploadErrorText } from './picture';

test.each([
  ['image/jpeg', 5 * 1024 * 1024, null],
  ['image/gif', 1, null],
  ['image/svg+xml', 1, 'Choose a JPEG, PNG or GIF image.'],
  ['', 1, 'Choose a JPEG, PNG or GIF image.'],
  ['image/png', 7.25 * 1024 * 1024, 'This image is 7.3 MB. Choose one of at most 5 MB.'],
])('%s of %d bytes: %s', (type, size, text) => {
  expect(fileProblem({ type, size })).toBe(text);
});

test.each([
  [new ApiError(400, 'body: is no picture'), /not a valid image/],
  [new ApiError(413, 'Request Entity Too Large'), /at most 5 MB/],
  [new ApiError(503, 'busy'), /Try again/],
  [new ApiError(0, 'Visavis cannot be reached.'), /cannot be reached/],
  ['what', /could not be changed/],
])('a failed upload: %s', (cause, text) => {
  expect(uploadErrorText(cause)).toMatch(text);
});
