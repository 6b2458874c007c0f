import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FADE_AFTER_MS, FadeTimer } from './FadeTimer';

let mayFade: boolean;
let timer: FadeTimer;
const shown = () => timer.shown.getState();

beforeEach(() => {
  vi.useFakeTimers();
  mayFade = true;
  timer = new FadeTimer(() => mayFade);
  timer.activity();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the controls of a call', () => {
  test('fade after three seconds, and return on any activity', () => {
    vi.advanceTimersByTime(FADE_AFTER_MS - 1);
    expect(shown()).toBe(true);
    vi.advanceTimersByTime(1);
    expect(shown()).toBe(false);
    timer.activity();
    expect(shown()).toBe(true);
  });

  test('stay while something happens', () => {
    for (let seconds = 0; seconds < 10; seconds += 1) {
      vi.advanceTimersByTime(1000);
      timer.activity();
    }
    expect(shown()).toBe(true);
  });

  test('return and stay while a menu is open, and fade three seconds after it has closed', () => {
    vi.advanceTimersByTime(FADE_AFTER_MS);
    timer.hold(true);
    expect(shown()).toBe(true);
    timer.activity();
    vi.advanceTimersByTime(60_000);
    expect(shown()).toBe(true);
    timer.hold(false);
    vi.advanceTimersByTime(FADE_AFTER_MS);
    expect(shown()).toBe(false);
  });

  test('stay as long as a control has keyboard focus', () => {
    mayFade = false;
    vi.advanceTimersByTime(60_000);
    expect(shown()).toBe(true);
    mayFade = true;
    vi.advanceTimersByTime(FADE_AFTER_MS);
    expect(shown()).toBe(false);
  });

  test('do not fade after the end of the call', () => {
    timer.close();
    vi.advanceTimersByTime(60_000);
    expect(shown()).toBe(true);
  });
});
