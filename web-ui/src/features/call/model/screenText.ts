import type { CallNotice } from './model';

/** Sharing has ended without the user's doing here: in the browser's own bar, or because a window was closed. */
export const SCREEN_ENDED: CallNotice = { tone: 'status', text: 'Your screen is no longer shared.' };

/** The browser forgets the choice of what to share when it loads a page. */
export const SCREEN_LOST_BY_RELOAD: CallNotice = {
  tone: 'status',
  text: 'Your screen is no longer shared, because this page was reloaded. You can share it again.',
};

/** On the device that the call has left, and on the one that it has come to. */
export const SCREEN_LEFT_BEHIND: CallNotice = {
  tone: 'status',
  text: 'The screen is no longer shared, because the call has moved to another device.',
};

/** Why nothing is shared. `name` is the name of the DOMException, or `SystemNotAllowedError`. */
export function screenErrorNotice(name: string): CallNotice {
  switch (name) {
    case 'NotAllowedError': // the user has closed the browser's dialog
    case 'AbortError':
      return { tone: 'status', text: 'Nothing is shared.' };
    case 'SystemNotAllowedError':
      return {
        tone: 'alert',
        text: 'Your system does not let the browser record the screen. Allow it in the system settings under Privacy, then share again.',
      };
    case 'NotReadableError':
      return {
        tone: 'alert',
        text: 'That could not be captured. Another program may prevent it. Choose a different window or tab.',
      };
    default:
      return { tone: 'alert', text: 'Your browser could not share the screen.' };
  }
}
