import { Action } from './Snackbar';

interface ConfirmationProps {
  /** The accessible name: what is about to happen. */
  question: string;
  /** What follows from it. */
  text: string;
  no: string;
  yes: string;
  disabled?: boolean;
  onNo: () => void;
  onYes: () => void;
}

/** Asks in place before something that cannot be undone. Escape means no. */
export function Confirmation({ question, text, no, yes, disabled = false, onNo, onYes }: ConfirmationProps) {
  return (
    <div
      role="group"
      aria-label={question}
      className="flex w-full flex-wrap items-center justify-end gap-1"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onNo();
      }}
    >
      <p className="min-w-48 flex-1 text-sm text-zinc-600 dark:text-zinc-400">{text}</p>
      <div className="flex shrink-0 gap-1">
        <Action label={no} focused onClick={onNo} />
        <Action strong label={yes} disabled={disabled} onClick={onYes} />
      </div>
    </div>
  );
}
