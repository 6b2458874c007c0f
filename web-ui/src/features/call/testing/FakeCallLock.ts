import type { CallLock } from '../session/TabCoordinator';

/** What this tab holds, and whether another one does. */
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
