/** Calls back at the first frame that arrives from now on. Returns a function that stops waiting. */
export function onNewFrame(element: HTMLVideoElement, callback: () => void): () => void {
  if (!('requestVideoFrameCallback' in element)) {
    const controller = new AbortController();
    const options = { once: true, signal: controller.signal };
    (element as HTMLVideoElement).addEventListener('timeupdate', callback, options);
    return () => {
      controller.abort();
    };
  }
  const since = performance.now();
  let handle = 0;
  const wait = () => {
    handle = element.requestVideoFrameCallback((_, { receiveTime }) => {
      if (receiveTime !== undefined && receiveTime < since) wait();
      else callback();
    });
  };
  wait();
  return () => {
    element.cancelVideoFrameCallback(handle);
  };
}
