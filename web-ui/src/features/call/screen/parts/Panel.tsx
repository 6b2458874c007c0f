import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';

interface PanelProps {
  label: string;
  /** Has room for two columns on a wide screen. */
  wide?: boolean;
  onClose: () => void;
  children: ReactNode;
}

const FOCUSABLE = 'button:enabled, select:enabled, input:enabled, [tabindex="0"]';

/** A panel over the controls of a call. Escape or a click outside closes it; Tab stays inside. */
export function Panel({ label, wide = false, onClose, children }: PanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    if (!panel.current?.contains(document.activeElement)) panel.current?.focus();
    const call = panel.current?.parentElement?.closest<HTMLElement>('[role=dialog]');
    return () => {
      const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected; // not if it was an item of a menu
      const more = call?.querySelector<HTMLElement>('[aria-label=More]');
      (isThere ? before : (more ?? call))?.focus();
    };
  }, [before]);

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
      else if (event.key === 'Tab') stayInside(panel.current, event);
    };
    const touched = ({ target }: PointerEvent) => {
      if (!(target instanceof Element)) return;
      // A click on the button that opened the panel closes it already.
      if (!panel.current?.contains(target) && !target.closest('[aria-expanded=true]')) onClose();
    };
    document.addEventListener('keydown', pressed);
    document.addEventListener('pointerdown', touched);
    return () => {
      document.removeEventListener('keydown', pressed);
      document.removeEventListener('pointerdown', touched);
    };
  }, [onClose]);

  return (
    <div
      ref={panel}
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      className={`rise dark flex w-80 ${wide ? 'sm:w-xl' : ''} max-w-full flex-col gap-3 rounded-3xl bg-zinc-900 p-4 text-white shadow-2xl ring-1 ring-white/10 outline-none`}
    >
      <h3 className="px-1 text-sm font-medium text-zinc-300">{label}</h3>
      {children}
    </div>
  );
}

function stayInside(panel: HTMLElement | null, event: KeyboardEvent): void {
  const inside = [...(panel?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])];
  const at = inside.findIndex((element) => element === document.activeElement);
  const next = event.shiftKey ? (at <= 0 ? inside.length - 1 : at - 1) : (at + 1) % inside.length;
  event.preventDefault();
  (inside[next] ?? panel)?.focus();
}
