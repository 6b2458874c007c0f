import type { ReactNode } from 'react';

interface WideButtonProps {
  label: string;
  icon?: ReactNode;
  disabled?: boolean;
  onClick: () => void;
}

/** The main action of a form. */
export function WideButton({ label, icon, disabled = false, onClick }: WideButtonProps) {
  return (
    <button
      type="button"
      disabled={disabled}
      onClick={onClick}
      className="flex min-h-11 flex-1 cursor-pointer items-center justify-center gap-2 rounded-full bg-teal-700 px-4 font-medium text-white transition-colors hover:bg-teal-600 disabled:cursor-default disabled:opacity-40 forced-colors:border"
    >
      {icon}
      {label}
    </button>
  );
}
