import { useRef, useState } from 'react';
import { errorText } from '../../lib/api';
import type { User } from '../../lib/person';
import { Avatar } from '../../lib/ui/Avatar';
import { ErrorText } from '../../lib/ui/List';
import { Name } from '../../lib/ui/Name';
import { Action } from '../../lib/ui/Snackbar';
import { dataUrl, fileProblem, uploadErrorText, uploadPicture, TYPES } from './picture';

interface ProfilePictureProps {
  user: User;
  onChanged: (user: User) => void;
}

interface ChosenFile {
  file: File;
  url: string;
}

/** The user's picture as others see it. A new picture is previewed before it is uploaded. */
export function ProfilePicture({ user, onChanged }: ProfilePictureProps) {
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);

  const choose = async (file: File | undefined) => {
    if (!file) return; // the user closed the dialog
    setChosen(null);
    setProblem(fileProblem(file));
    if (fileProblem(file) !== null) return;
    try {
      setChosen({ file, url: await dataUrl(file) });
    } catch (cause) {
      setProblem(errorText(cause, 'This file cannot be read.'));
    }
  };

  const use = async ({ file }: ChosenFile) => {
    setBusy(true);
    setProblem(null);
    try {
      onChanged(await uploadPicture(file));
      setChosen(null);
    } catch (cause) {
      setProblem(uploadErrorText(cause));
    } finally {
      setBusy(false);
    }
  };

  const shown = chosen ? { ...user, avatarUrl: chosen.url } : user;
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded-2xl border border-zinc-200 bg-white p-4 dark:border-zinc-800 dark:bg-zinc-900">
      <Avatar person={shown} size="large" />
      <div className="flex min-w-44 flex-1 flex-col gap-2">
        <div>
          <Name text={user.name} className="text-lg font-medium" />
          <Name text={`@${user.username}`} className="text-sm text-zinc-600 dark:text-zinc-400" />
        </div>
        <input
          ref={picker}
          type="file"
          accept={TYPES.join(',')}
          aria-label="Picture"
          className="sr-only"
          tabIndex={-1}
          onChange={({ currentTarget }) => {
            void choose(currentTarget.files?.[0]);
            currentTarget.value = ''; // so that the same file can be chosen again
          }}
        />
        <div className="-ml-4 flex flex-wrap items-center gap-1">
          {chosen ? (
            <>
              <span className="ml-4">
                <Action
                  strong
                  label={busy ? 'Sending…' : 'Use this picture'}
                  disabled={busy}
                  onClick={() => void use(chosen)}
                />
              </span>
              <Action
                label="Cancel"
                disabled={busy}
                onClick={() => {
                  setChosen(null);
                  setProblem(null);
                }}
              />
            </>
          ) : (
            <Action label="Change picture" onClick={() => picker.current?.click()} />
          )}
        </div>
        <div className="-mx-1">
          <ErrorText text={problem} />
        </div>
      </div>
    </div>
  );
}
