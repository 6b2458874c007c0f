import { useCallback, useState } from 'react';
import type { OpenMenu } from './openMenu';

/** The menu or panel that is open. `close` leaves another one open that has replaced it. */
export function useOpenMenu() {
  const [open, setOpen] = useState<OpenMenu>(null);
  const close = useCallback((menu: OpenMenu) => {
    setOpen((current) => (current === menu ? null : current));
  }, []);
  const toggle = useCallback((menu: OpenMenu) => {
    setOpen((current) => (current === menu ? null : menu));
  }, []);
  const closePeople = useCallback(() => {
    close('people');
  }, [close]);
  return { open, setOpen, close, closePeople, toggle };
}
