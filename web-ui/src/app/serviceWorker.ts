/** Starts the worker that shows a page of its own while the server cannot be reached. Without it, everything else works. */
export function startServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  window.addEventListener('load', () => {
    navigator.serviceWorker.register('/sw.js').catch((cause: unknown) => {
      console.warn('The page for times without a connection is not available', cause);
    });
  });
}
