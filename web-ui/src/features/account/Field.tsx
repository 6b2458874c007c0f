import { useId } from 'react';
import type { FieldName } from './formError';

interface FieldProps {
  label: string;
  name: FieldName;
  autoComplete: string;
  type?: 'text' | 'password';
  hint?: string;
  /** Why the server rejected the value. */
  problem: string | null;
}

/** A form field with its error below it. */
export function Field({ label, name, autoComplete, type = 'text', hint, problem }: FieldProps) {
  const id = useId();
  const description = `${id}-description`;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        name={name}
        type={type}
        dir="auto"
        required
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        aria-invalid={problem !== null}
        aria-describedby={description}
        className="rounded-lg border border-zinc-300 bg-white px-3 py-2.5 aria-invalid:border-red-700 dark:border-zinc-700 dark:bg-zinc-950 dark:aria-invalid:border-red-400"
      />
      <p
        id={description}
        role={problem === null ? undefined : 'alert'}
        className={`text-sm break-words empty:hidden ${problem === null ? 'text-zinc-600 dark:text-zinc-400' : 'text-red-700 dark:text-red-400'}`}
      >
        {problem ?? hint}
      </p>
    </div>
  );
}
