import type { ReactNode } from 'react';

interface PanelProps {
  label: string;
  onClose: () => void;
  children: ReactNode;
}

/** A choice that opens over the controls of a call. */
export function Panel({ label, onClose, children }: PanelProps) {
  return (
    <div
      role="group"
      aria-label={label}
      className="rise flex w-80 max-w-full flex-col gap-3 rounded-3xl bg-zinc-900 p-4 text-white shadow-2xl ring-1 ring-white/10"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <h3 className="px-1 text-sm font-medium text-zinc-300">{label}</h3>
      {children}
    </div>
  );
}
