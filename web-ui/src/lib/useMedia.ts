import { useCallback, useSyncExternalStore } from 'react';

/** A phone that lies on its side, or a page that is enlarged a lot. The same as the variant `short` in styles.css. */
export const SHORT = '(max-height: 30rem) and (orientation: landscape)';

/** Whether a CSS media query matches. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', onChange);
      return () => {
        list.removeEventListener('change', onChange);
      };
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** Whether the page has room for two panes. The same as Tailwind's `lg`. */
export function useIsWide(): boolean {
  return useMedia('(min-width: 64rem)');
}
