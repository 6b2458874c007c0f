import type { CallLock } from '../session/TabCoordinator';

/** Whether this tab holds the lock, and whether another tab does. */
export class FakeCallLock implements CallLock {
  held = false;

  constructor(public heldByOther: boolean) {}

  readonly acquire = (): void => {
    this.held = true;
  };

  readonly release = (): void => {
    this.held = false;
  };

  readonly isHeldByOtherTab = (): Promise<boolean> => Promise.resolve(this.heldByOther);
}
