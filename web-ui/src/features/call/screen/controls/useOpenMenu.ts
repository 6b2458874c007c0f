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
  /** The props of a menu. */
  const propsOf = (menu: OpenMenu) => ({
    open: open === menu,
    onOpen: (isOpening: boolean) => {
      if (isOpening) setOpen(menu);
      else close(menu);
    },
  });
  return { open, setOpen, close, closePeople, toggle, propsOf };
}
