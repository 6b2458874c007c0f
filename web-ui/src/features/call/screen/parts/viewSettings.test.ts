import { describe, expect, test } from 'vitest';
import { fitOf, readViewSettings } from './viewSettings';

const DEFAULT = { corner: 'bottomRight', mirrored: true, selfHidden: false, fit: null };

describe('the settings of the view', () => {
  test.each([null, '', 'no JSON', 'null', '[]', '7', '{"corner":"middle","mirrored":1,"fit":"wide"}'])(
    'are the default if %j is stored',
    (text) => {
      expect(readViewSettings(text)).toEqual(DEFAULT);
    },
  );

  test('are those that the user has chosen', () => {
    const chosen = { corner: 'topLeft', mirrored: false, selfHidden: true, fit: 'whole' };
    expect(readViewSettings(JSON.stringify(chosen))).toEqual(chosen);
  });

  test('that are missing are the default', () => {
    expect(readViewSettings('{"selfHidden":true}')).toEqual({ ...DEFAULT, selfHidden: true });
  });
});

describe('a picture', () => {
  test('fills the space, unless it is upright and the space is not', () => {
    expect(fitOf(null, false, false)).toBe('fill');
    expect(fitOf(null, true, true)).toBe('fill');
    expect(fitOf(null, false, true)).toBe('fill');
    expect(fitOf(null, true, false)).toBe('whole');
  });

  test('is shown as the user has chosen', () => {
    expect(fitOf('fill', true, false)).toBe('fill');
    expect(fitOf('whole', false, false)).toBe('whole');
  });
});
