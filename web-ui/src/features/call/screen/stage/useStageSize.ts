import type { RefObject } from 'react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { Size } from './layout';

/** The size of an element in CSS pixels; empty until it is known. */
export function useStageSize(): [RefObject<HTMLUListElement | null>, Size] {
  const element = useRef<HTMLUListElement>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element.current);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [element, size];
}
