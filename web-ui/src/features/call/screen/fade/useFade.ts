import type { RefObject } from 'react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useMedia } from '../../../../lib/useMedia';
import { FadeTimer } from './FadeTimer';

/**
 * Whether the controls of the call on `screen` are shown. They fade when there is nothing to do, and never while `held`,
 * while one of them has keyboard focus, or for users who prefer reduced motion. They stay operable for screen readers.
 */
export function useFade(screen: RefObject<HTMLElement | null>, held: boolean): boolean {
  const [timer] = useState(() => new FadeTimer(() => !hasKeyboardFocus(screen.current)));
  const isMotionReduced = useMedia('(prefers-reduced-motion: reduce)');
  const stay = held || isMotionReduced;
  useEffect(() => {
    timer.hold(stay);
    return () => {
      timer.close();
    };
  }, [timer, stay]);
  useEffect(() => listen(timer, screen), [timer, screen]);
  return useStore(timer.shown);
}

function hasKeyboardFocus(screen: HTMLElement | null): boolean {
  const { activeElement } = document;
  return (
    activeElement !== null &&
    activeElement !== screen &&
    screen?.contains(activeElement) === true &&
    activeElement.matches(':focus-visible')
  );
}

/**
 * Reports what the user does. A touch or click while the controls are invisible only makes them visible, unless it is on
 * something that never fades: it has the attribute `data-stays`.
 */
function listen(timer: FadeTimer, screen: RefObject<HTMLElement | null>): () => void {
  const controller = new AbortController();
  const options = { capture: true, signal: controller.signal };
  const onActivity = () => {
    timer.activity();
  };
  let isSwallowed = false;
  const swallow = (event: Event) => {
    if (!isSwallowed) return;
    event.stopPropagation();
    event.preventDefault();
  };
  for (const type of ['pointermove', 'wheel', 'keydown', 'focusin'])
    document.addEventListener(type, onActivity, { ...options, passive: true });
  document.addEventListener(
    'pointerdown',
    (event) => {
      const isOnScreen = event.target instanceof Node && screen.current?.contains(event.target) === true;
      isSwallowed = !timer.shown.getState() && isOnScreen && !isVirtual(event) && !stays(event.target);
      swallow(event);
      timer.activity();
    },
    options,
  );
  for (const type of ['pointerup', 'click']) document.addEventListener(type, swallow, options);
  return () => {
    controller.abort();
  };
}

function stays(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-stays]') !== null;
}

/** Sent by a screen reader, whose user does not see that the controls have faded. */
function isVirtual({ width, height, pressure, pointerType }: PointerEvent): boolean {
  return (width === 0 && height === 0) || (pointerType === 'mouse' && width === 1 && pressure === 0);
}
