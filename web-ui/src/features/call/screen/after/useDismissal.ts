import type { RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';

/**
 * Dismisses a card over the page: with Escape, or by itself after a while. It stays while the pointer is over it, while it has
 * the focus, and while the page cannot be seen; then the time begins again.
 */
export function useDismissal(card: RefObject<HTMLElement | null>, afterMs: number, onDismiss: () => void) {
  const [isUsed, setUsed] = useState(false);
  const [isSeen, setSeen] = useState(!document.hidden);
  const latest = useRef(onDismiss);
  useEffect(() => {
    latest.current = onDismiss;
  }, [onDismiss]);
  useEffect(() => {
    const onVisibility = () => {
      setSeen(!document.hidden);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isInAnother(event.target, card.current)) return;
      latest.current();
    };
    document.addEventListener('visibilitychange', onVisibility);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      document.removeEventListener('keydown', onKey);
    };
  }, [card]);
  useEffect(() => {
    if (isUsed || !isSeen) return;
    const timer = setTimeout(() => {
      latest.current();
    }, afterMs);
    return () => {
      clearTimeout(timer);
    };
  }, [isUsed, isSeen, afterMs]);
  const update = () => {
    setUsed(card.current?.matches(':hover, :focus-within') === true);
  };
  return { onPointerEnter: update, onPointerLeave: update, onFocus: update, onBlur: update };
}

/** Escape is for the menu or dialog that has the focus. */
function isInAnother(target: EventTarget | null, card: HTMLElement | null): boolean {
  const popup = target instanceof Element ? target.closest('[role=menu], [role=dialog]') : null;
  return popup !== null && !popup.contains(card);
}
