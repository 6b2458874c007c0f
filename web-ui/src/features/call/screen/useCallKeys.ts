import { useEffect, useRef } from 'react';

/** A dialog that has just come up hears no key for so long: the user may be in the middle of a word. */
const IGNORE_KEYS_MS = 1000;

/**
 * The keys of a dialog about a call that nobody may have waited for: it has the focus itself, no key does anything in its
 * first second, nor does one that was pressed down in it, and then Escape is `onEscape`.
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
      if (event.ctrlKey || event.metaKey || event.altKey) return; // the browser's own
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

/** A dialog that the user has asked for: it has the focus, and Escape is `onEscape`. */
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
      if (event.key === 'Escape' && !event.repeat) latest.current();
    };
    document.addEventListener('keydown', pressed);
    return () => {
      document.removeEventListener('keydown', pressed);
    };
  }, []);
}
