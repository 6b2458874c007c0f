import { afterEach, beforeEach, vi } from 'vitest';
import { Stage } from './Stage';

/** Gives each test of a file its own stage, registered and on fake timers. */
export function setUpStage(use: (stage: Stage) => void): void {
  beforeEach(async () => {
    vi.useFakeTimers();
    vi.spyOn(console, 'warn').mockReturnValue();
    const stage = new Stage();
    await stage.register();
    use(stage);
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
}
