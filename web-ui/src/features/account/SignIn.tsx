import type { SubmitEvent } from 'react';
import { useId, useState } from 'react';
import type { User } from '../../lib/person';
import { Name } from '../../lib/ui/Name';
import type { Session } from './account';
import { signIn, signUp } from './account';
import { Field } from './Field';
import type { FieldName, FormError } from './formError';
import { formErrorOf } from './formError';

interface SignInProps {
  /** Why the user was signed out. */
  message: string | null;
  /** The user who has signed in in another tab. */
  other: User | null;
  onContinue: () => void;
  onSignedIn: (session: Session) => void;
}

/** The first page: signs in, or creates an account. */
export function SignIn({ message, other, onContinue, onSignedIn }: SignInProps) {
  const [isNew, setNew] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<FormError | null>(
    message === null ? null : { field: null, text: message },
  );
  const form = useId();

  const submit = async (entered: HTMLFormElement) => {
    const data = new FormData(entered);
    const field = (name: FieldName) => {
      const value = data.get(name);
      return typeof value === 'string' ? value : '';
    };
    const username = field('username').trim();
    setBusy(true);
    setError(null);
    try {
      onSignedIn(
        isNew
          ? await signUp(username, field('password'), field('name').trim())
          : await signIn(username, field('password')),
      );
    } catch (cause) {
      const formError = formErrorOf(cause);
      setError(formError);
      setBusy(false);
      if (formError.field) entered.querySelector<HTMLInputElement>(`[name=${formError.field}]`)?.focus();
    }
  };
  const problemOf = (name: FieldName) => (error?.field === name ? error.text : null);

  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-6 p-6">
      <div className="flex flex-col items-center gap-3 text-center">
        <img src="/icon.svg" alt="" className="size-16" />
        <h1 className="text-3xl font-semibold tracking-tight">Visavis</h1>
        <p className="text-zinc-600 dark:text-zinc-400">Face-to-face calls.</p>
      </div>
      {other && <Continue user={other} onContinue={onContinue} />}
      <form
        aria-labelledby={form}
        className="flex flex-col gap-4 rounded-2xl border border-zinc-200 bg-white p-6 shadow-sm dark:border-zinc-800 dark:bg-zinc-900"
        onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        {isNew && <Field label="Name" name="name" autoComplete="name" problem={problemOf('name')} />}
        <Field label="Username" name="username" autoComplete="username" problem={problemOf('username')} />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete={isNew ? 'new-password' : 'current-password'}
          {...(isNew ? { hint: 'At least 8 characters.' } : {})}
          problem={problemOf('password')}
        />
        <div role="alert" className="min-h-5 text-sm text-red-700 dark:text-red-400">
          {error?.field === null && error.text}
        </div>
        <button
          id={form}
          type="submit"
          disabled={busy}
          className="cursor-pointer rounded-lg bg-teal-700 px-4 py-2.5 font-medium text-white transition-colors hover:bg-teal-600 disabled:opacity-60 forced-colors:border"
        >
          {isNew ? 'Create account' : 'Sign in'}
        </button>
      </form>
      <button
        type="button"
        className="cursor-pointer rounded-lg p-2 text-sm text-teal-700 hover:underline dark:text-teal-400"
        onClick={() => {
          setNew(!isNew);
          setError(null);
        }}
      >
        {isNew ? 'Already have an account? Sign in' : 'New here? Create an account'}
      </button>
    </main>
  );
}

/** Another tab has signed in already. */
function Continue({ user, onContinue }: { user: User; onContinue: () => void }) {
  return (
    <section
      aria-label="Signed in in another tab"
      className="flex flex-col gap-3 rounded-2xl border border-zinc-200 bg-white p-6 shadow-sm dark:border-zinc-800 dark:bg-zinc-900"
    >
      <p className="text-sm text-zinc-600 dark:text-zinc-400">Signed in in another tab of this browser:</p>
      <div>
        <Name text={user.name} className="font-medium" />
        <Name text={`@${user.username}`} className="text-sm text-zinc-600 dark:text-zinc-400" />
      </div>
      <button
        type="button"
        onClick={onContinue}
        className="cursor-pointer rounded-lg bg-teal-700 px-4 py-2.5 font-medium text-white transition-colors hover:bg-teal-600 forced-colors:border"
      >
        Continue as this user
      </button>
    </section>
  );
}
