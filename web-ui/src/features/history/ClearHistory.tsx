import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, errorText } from '../../lib/api';
import { Confirmation } from '../../lib/ui/Confirmation';
import { ErrorText } from '../../lib/ui/List';
import { Action } from '../../lib/ui/Snackbar';

interface ClearHistoryProps {
  /** When the newest call that is shown was made. Later calls stay. */
  upTo: string;
}

/** Removes all calls from this user's history, after a question. */
export function ClearHistory({ upTo }: ClearHistoryProps) {
  const [asking, setAsking] = useState(false);
  const queries = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => api(`/api/calls?upTo=${encodeURIComponent(upTo)}`, { method: 'DELETE' }),
    onSuccess: () => {
      setAsking(false);
      return queries.invalidateQueries({ queryKey: ['history'] });
    },
  });
  return (
    <>
      {asking ? (
        <Confirmation
          question="Clear your history?"
          text="All your calls that are over disappear on all your devices. Others keep theirs."
          no="Keep"
          yes="Clear it"
          disabled={isPending}
          onNo={() => {
            setAsking(false);
          }}
          onYes={mutate}
        />
      ) : (
        <Action
          label="Clear all"
          onClick={() => {
            setAsking(true);
          }}
        />
      )}
      <ErrorText text={error && errorText(error, 'Your history could not be cleared. Try again.')} />
    </>
  );
}
