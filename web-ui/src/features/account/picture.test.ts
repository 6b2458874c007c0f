import { expect, test } from 'vitest';
import { ApiError } from '../../lib/api';
import { fileProblem, uploadErrorText } from './picture';

test.each([
  ['image/jpeg', 5 * 1024 * 1024, null],
  ['image/gif', 1, null],
  ['image/svg+xml', 1, 'Take a picture that is a JPEG, a PNG or a GIF.'],
  ['', 1, 'Take a picture that is a JPEG, a PNG or a GIF.'],
  ['image/png', 7.25 * 1024 * 1024, 'This picture has 7.3 MB. Take one of at most 5 MB.'],
])('%s of %d bytes: %s', (type, size, words) => {
  expect(fileProblem({ type, size })).toBe(words);
});

test.each([
  [new ApiError(400, 'body: is no picture'), /cannot be read as a picture/],
  [new ApiError(413, 'Request Entity Too Large'), /at most 5 MB/],
  [new ApiError(503, 'busy'), /Try again/],
  [new ApiError(0, 'Visavis cannot be reached.'), /cannot be reached/],
  ['what', /could not be changed/],
])('a refusal in words: %s', (cause, words) => {
  expect(uploadErrorText(cause)).toMatch(words);
});
