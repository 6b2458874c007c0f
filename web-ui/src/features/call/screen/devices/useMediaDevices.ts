import { useEffect, useState } from 'react';

/**
 * The media devices that are plugged in; empty until the browser has listed them. It tells their names only when the user
 * has allowed their use, so they are listed again when `allowed` changes.
 */
export function useMediaDevices(allowed = true): readonly MediaDeviceInfo[] {
  const [devices, setDevices] = useState<readonly MediaDeviceInfo[]>([]);
  useEffect(() => {
    if (!window.isSecureContext) return;
    const { mediaDevices } = navigator;
    let current = true;
    const list = () => {
      mediaDevices.enumerateDevices().then(
        (found) => {
          if (current) setDevices(found);
        },
        (cause: unknown) => {
          console.warn('The media devices cannot be listed', cause);
        },
      );
    };
    list();
    mediaDevices.addEventListener('devicechange', list);
    return () => {
      current = false;
      mediaDevices.removeEventListener('devicechange', list);
    };
  }, [allowed]);
  return devices;
}
