import { useSyncExternalStore } from 'react';
import type { Page } from './Header';

const PAGES: readonly Page[] = ['people', 'history', 'you'];

/** The page that the address names, so that Back, Forward and a reload work as usual. */
export function usePage(): Page {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return PAGES.find((page) => hash === `#${page}`) ?? 'people';
}

export function goTo(page: Page): void {
  location.hash = page;
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => {
    window.removeEventListener('hashchange', onChange);
  };
}
