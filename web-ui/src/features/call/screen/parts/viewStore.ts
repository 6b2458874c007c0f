import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { preference } from '../../../../lib/preferences';
import type { ViewSettings } from './viewSettings';
import { readViewSettings } from './viewSettings';

const stored = preference('callView');
const store = createStore<ViewSettings>(() => readViewSettings(stored.get()));

export function useViewSettings(): ViewSettings {
  return useStore(store);
}

/** Changes settings for this call and for later ones. */
export function changeView(change: Partial<ViewSettings>): void {
  store.setState(change);
  stored.set(JSON.stringify(store.getState()));
}
