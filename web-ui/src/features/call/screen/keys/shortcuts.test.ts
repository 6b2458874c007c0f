import { describe, expect, test } from 'vitest';
import { commandOf, keyNames, SHORTCUTS } from './shortcuts';

function press(key: string, held: readonly ('ctrl' | 'meta' | 'alt' | 'shift')[] = [], code = '') {
  const is = (name: 'ctrl' | 'meta' | 'alt' | 'shift') => held.includes(name);
  return { key, code, ctrlKey: is('ctrl'), metaKey: is('meta'), altKey: is('alt'), shiftKey: is('shift') };
}

describe('the keys of a call', () => {
  test('? shows them, except while somebody types', () => {
    expect(commandOf(press('?', ['shift']), false, false)).toBe('list');
    expect(commandOf(press('?', ['shift']), false, true)).toBeNull();
    expect(commandOf(press('?', ['ctrl', 'shift']), false, false)).toBeNull();
  });

  test.each([
    ['d', ['ctrl'], 'microphone'],
    ['e', ['ctrl'], 'camera'],
    ['E', ['ctrl', 'shift'], 'share'],
    ['K', ['ctrl', 'shift'], 'hand'],
  ] as const)('Ctrl with %s and %j: %s', (key, held, command) => {
    expect(commandOf(press(key, held), false, true)).toBe(command);
  });

  test('on a Mac, ⌘ takes the place of Ctrl', () => {
    expect(commandOf(press('d', ['meta']), true, false)).toBe('microphone');
    expect(commandOf(press('d', ['ctrl']), true, false)).toBeNull();
  });

  test('on a keyboard without Latin letters, the place of the key decides', () => {
    expect(commandOf(press('в', ['ctrl'], 'KeyD'), false, false)).toBe('microphone');
  });

  test('no key without a modifier does anything, nor one that writes a character', () => {
    for (const { key } of SHORTCUTS.filter((shortcut) => shortcut.command !== 'list')) {
      expect(commandOf(press(key.toLowerCase()), false, false)).toBeNull();
      expect(commandOf(press(key, ['shift']), false, false)).toBeNull();
      expect(commandOf(press(key, ['ctrl', 'alt']), false, false)).toBeNull();
    }
  });

  test('are written as on this keyboard', () => {
    const share = SHORTCUTS.find(({ command }) => command === 'share');
    expect(share && keyNames(share, false)).toEqual(['Ctrl', 'Shift', 'E']);
    expect(share && keyNames(share, true)).toEqual(['⌘', '⇧', 'E']);
  });
});
