import { expect, test } from 'vitest';
import { nextFor, pageAfterSignIn, parseSearch, stringifySearch } from './addresses';

test('after the sign-in, the page that was asked for opens', () => {
  expect(pageAfterSignIn(nextFor('/history/c1?with=bob'))).toBe('/history/c1?with=bob');
  expect(pageAfterSignIn(undefined)).toBe('/people');
  expect(nextFor('/people')).toBeUndefined();
});

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/sign-in?next=/you',
  '',
])('a link cannot lead to %s after the sign-in', (next) => {
  expect(pageAfterSignIn(next)).toBe('/people');
});

test('search parameters are texts, and those without a value are left out', () => {
  expect(parseSearch('?device=5&with=a%20b')).toEqual({ device: '5', with: 'a b' });
  expect(stringifySearch({ device: '5', with: undefined })).toBe('?device=5');
  expect(stringifySearch({})).toBe('');
});
