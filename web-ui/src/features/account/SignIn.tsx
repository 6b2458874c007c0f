import type { SubmitEvent } from 'react';
import { useId, useState } from 'react';
import type { Session } from './account';
import { signIn, signUp } from './account';

/** The first page: signs in, or makes an account. `words` says why one is here again. */
export function SignIn({
  words,
  onSignedIn,
}: {
  words: string | null;
  onSignedIn: (session: Session) => void;
}) {
  const [isNew, setNew] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(words);

  const enter = async (form: FormData) => {
    const field = (name: string) => {
      const value = form.get(name);
      return typeof value === 'string' ? value : '';
    };
    const username = field('username').trim();
    setBusy(true);
    setProblem(null);
    try {
      onSignedIn(
        isNew
          ? await signUp(username, field('password'), field('name').trim())
          : await signIn(username, field('password')),
      );
    } catch (cause) {
      setProblem(cause instanceof Error ? cause.message : 'That did not work.');
      setBusy(false);
    }
  };

  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-6 p-6">
      <div className="flex flex-col items-center gap-3 text-center">
        <img src="/icon.svg" alt="" className="size-16" />
        <h1 className="text-3xl font-semibold tracking-tight">Visavis</h1>
        <p className="text-zinc-600 dark:text-zinc-400">Calls from face to face.</p>
      </div>
      <form
        className="flex flex-col gap-4 rounded-2xl border border-zinc-200 bg-white p-6 shadow-sm dark:border-zinc-800 dark:bg-zinc-900"
        onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
          event.preventDefault();
          void enter(new FormData(event.currentTarget));
        }}
      >
        {isNew && <Field label="Name" name="name" autoComplete="name" />}
        <Field label="Username" name="username" autoComplete="username" />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete={isNew ? 'new-password' : 'current-password'}
        />
        <div role="alert" className="min-h-5 text-sm text-red-700 dark:text-red-400">
          {problem}
        </div>
        <button
          type="submit"
          disabled={busy}
          className="cursor-pointer rounded-lg bg-teal-700 px-4 py-2.5 font-medium text-white transition-colors hover:bg-teal-600 disabled:opacity-60"
        >
          {isNew ? 'Create account' : 'Sign in'}
        </button>
      </form>
      <button
        type="button"
        className="cursor-pointer rounded-lg p-2 text-sm text-teal-700 hover:underline dark:text-teal-400"
        onClick={() => {
          setNew(!isNew);
          setProblem(null);
        }}
      >
        {isNew ? 'Already known here? Go back' : 'New here? Create an account'}
      </button>
    </main>
  );
}

interface FieldProps {
  label: string;
  name: string;
  autoComplete: string;
  type?: 'text' | 'password';
}

function Field({ label, name, autoComplete, type = 'text' }: FieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        name={name}
        type={type}
        required
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        className="rounded-lg border border-zinc-300 bg-white px-3 py-2.5 dark:border-zinc-700 dark:bg-zinc-950"
      />
    </div>
  );
}
