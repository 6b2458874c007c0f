import { useEffect, useSyncExternalStore } from 'react';

/** The page in full screen; null if the browser does not offer it. Ends with the component. */
export function useFullScreen(): { on: boolean; toggle: () => void } | null {
  const on = useSyncExternalStore(subscribe, () => document.fullscreenElement !== null);
  useEffect(() => leave, []);
  if (!document.fullscreenEnabled) return null;
  return { on, toggle: on ? leave : enter };
}

/** The whole page, because menus lie beside the call in it. */
function enter(): void {
  document.documentElement.requestFullscreen().catch(report);
}

function leave(): void {
  if (document.fullscreenElement !== null) document.exitFullscreen().catch(report);
}

function report(cause: unknown): void {
  console.warn('Full screen cannot be changed', cause);
}

function subscribe(onChange: () => void): () => void {
  document.addEventListener('fullscreenchange', onChange);
  return () => {
    document.removeEventListener('fullscreenchange', onChange);
  };
}
