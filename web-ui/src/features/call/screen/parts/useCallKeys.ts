import { useEffect, useRef } from 'react';

/** A new dialog ignores keys for this long, because the user may be typing. */
const IGNORE_KEYS_MS = 1000;

/**
 * The keys of a dialog that the user did not open. The dialog itself has the focus. Keys that are pressed within its first
 * second have no effect, even if they are released later. After that, Escape calls `onEscape`.
 */
export function useUnexpectedDialog(onEscape: () => void) {
  const dialog = useFocus();
  useEffect(() => {
    const since = performance.now();
    const swallowed = new Set<string>();
    const swallow = (event: KeyboardEvent) => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const down = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return; // a shortcut of the browser
      if (performance.now() - since >= IGNORE_KEYS_MS && !swallowed.has(event.code)) return;
      swallowed.add(event.code);
      swallow(event);
    };
    const up = (event: KeyboardEvent) => {
      if (swallowed.delete(event.code) || performance.now() - since < IGNORE_KEYS_MS) swallow(event);
    };
    window.addEventListener('keydown', down, true);
    window.addEventListener('keyup', up, true);
    return () => {
      window.removeEventListener('keydown', down, true);
      window.removeEventListener('keyup', up, true);
    };
  }, []);
  useEscape(onEscape);
  return dialog;
}

/** The keys of a dialog that the user has opened. The dialog has the focus, and Escape calls `onEscape`. */
export function useRequestedDialog(onEscape: () => void) {
  const dialog = useFocus();
  useEscape(onEscape);
  return dialog;
}

function useFocus() {
  const dialog = useRef<HTMLDivElement>(null);
  useEffect(() => {
    dialog.current?.focus();
  }, []);
  return dialog;
}

function useEscape(onEscape: () => void): void {
  const latest = useRef(onEscape);
  useEffect(() => {
    latest.current = onEscape;
  }, [onEscape]);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.repeat || event.defaultPrevented) return; // it has closed a menu
      latest.current();
    };
    document.addEventListener('keydown', pressed);
    return () => {
      document.removeEventListener('keydown', pressed);
    };
  }, []);
}
