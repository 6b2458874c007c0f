import type { CallLock } from '../Tabs';

/** What this tab holds, and whether another one does. */
export class FakeCallLock implements CallLock {
  held = false;

  constructor(public another: boolean) {}

  readonly hold = (): void => {
    this.held = true;
  };

  readonly release = (): void => {
    this.held = false;
  };

  readonly heldByAnother = (): Promise<boolean> => Promise.resolve(this.another);
}
