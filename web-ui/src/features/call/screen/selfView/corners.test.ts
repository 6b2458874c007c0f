import { describe, expect, test } from 'vitest';
import type { Corner } from '../parts/viewSettings';
import { cornerAfter, cornerAt, nextCorner } from './corners';

const STILL = { x: 0, y: 0 };

describe('a picture that is let go', () => {
  test.each<[number, number, Corner]>([
    [0.1, 0.2, 'topLeft'],
    [0.9, 0.2, 'topRight'],
    [0.4, 0.6, 'bottomLeft'],
    [0.6, 0.9, 'bottomRight'],
  ])('at %f, %f moves to the nearest corner', (x, y, corner) => {
    expect(cornerAt({ x, y }, STILL)).toBe(corner);
  });

  test('moves to the corner that it is thrown to', () => {
    expect(cornerAt({ x: 0.8, y: 0.8 }, { x: -0.004, y: 0 })).toBe('bottomLeft');
    expect(cornerAt({ x: 0.8, y: 0.8 }, { x: -0.004, y: -0.004 })).toBe('topLeft');
    expect(cornerAt({ x: 0.8, y: 0.8 }, { x: -0.001, y: 0 })).toBe('bottomRight');
  });
});

describe('the keyboard', () => {
  test('moves a picture to each corner', () => {
    const keys = ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown'];
    const visited = keys.reduce<Corner[]>(
      (path, key) => [...path, cornerAfter(key, path.at(-1) ?? 'topLeft') ?? 'topLeft'],
      ['bottomRight'],
    );
    expect(visited).toEqual(['bottomRight', 'bottomLeft', 'topLeft', 'topRight', 'bottomRight']);
  });

  test('does not move a picture out of the call, or with other keys', () => {
    expect(cornerAfter('ArrowRight', 'topRight')).toBeNull();
    expect(cornerAfter('ArrowUp', 'topRight')).toBeNull();
    expect(cornerAfter('Enter', 'topRight')).toBeNull();
  });
});

test('four clicks move a picture once around', () => {
  const path: Corner[] = ['topLeft'];
  for (let clicks = 0; clicks < 4; clicks += 1) path.push(nextCorner(path.at(-1) ?? 'topLeft'));
  expect(path).toEqual(['topLeft', 'topRight', 'bottomRight', 'bottomLeft', 'topLeft']);
});
