import { expect, test } from 'vitest';
import { listNames } from './listNames';

test('names up to three people, and counts the others beyond', () => {
  const people = ['Alice', 'Bob', 'Carol', 'Dave', 'Erin'];
  expect(people.map((_, index) => listNames(people.slice(0, index + 1)))).toEqual([
    'Alice',
    'Alice and Bob',
    'Alice, Bob and Carol',
    'Alice, Bob and 2 others',
    'Alice, Bob and 3 others',
  ]);
  expect(listNames([])).toBe('Nobody');
});

test('a right-to-left name does not reorder the others', () => {
  expect(listNames(['Alice', 'מירה'])).toBe('Alice and \u2068מירה\u2069');
});
