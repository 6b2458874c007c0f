import type { KeyboardEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { MoreIcon } from './icons';
import { RoundButton } from './RoundButton';

export interface MenuItem {
  label: string;
  onChoose: () => void;
}

interface MenuProps {
  /** The accessible name of the button and the menu. */
  label: string;
  items: readonly MenuItem[];
  look: 'call' | 'control' | 'quiet';
}

/** A button that opens a menu (WAI-ARIA pattern "menu button"). */
export function Menu({ label, items, look }: MenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div
      className="relative"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setOpen(false);
      }}
    >
      <RoundButton
        ref={button}
        label={label}
        look={look}
        expanded={open}
        opens="menu"
        onClick={() => {
          setOpen(!open);
        }}
      >
        <MoreIcon />
      </RoundButton>
      {open && <Choices label={label} items={items} onClose={close} />}
    </div>
  );
}

function Choices({ label, items, onClose }: Omit<MenuProps, 'look'> & { onClose: () => void }) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('button')?.focus();
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const to = target(event.key, at, buttons.length);
    if (event.key === 'Escape') onClose();
    else if (to === null) return;
    else buttons[to]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <ul
      ref={list}
      role="menu"
      aria-label={label}
      onKeyDown={onKeyDown}
      className="rise absolute top-full right-0 z-20 mt-1 w-max max-w-[80vw] min-w-44 rounded-xl border border-zinc-200 bg-white p-1 text-zinc-900 shadow-xl dark:border-zinc-700 dark:bg-zinc-800 dark:text-zinc-100"
    >
      {items.map(({ label: name, onChoose }) => (
        <li key={name} role="none">
          <button
            type="button"
            role="menuitem"
            tabIndex={-1}
            onClick={() => {
              onClose();
              onChoose();
            }}
            className="w-full cursor-pointer truncate rounded-lg px-3 py-2.5 text-left text-sm hover:bg-zinc-100 dark:hover:bg-zinc-700"
          >
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The index of the item that a key moves to; null if the menu does not handle the key. */
function target(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
