import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, errorText } from '../../../lib/api';
import { Confirmation } from '../../../lib/ui/Confirmation';
import { ErrorText } from '../../../lib/ui/List';
import { Action } from '../../../lib/ui/Snackbar';

interface RemoveCallProps {
  callId: string;
  onRemoved: () => void;
}

/** Removes a call from this user's history, after a question. */
export function RemoveCall({ callId, onRemoved }: RemoveCallProps) {
  const [asking, setAsking] = useState(false);
  const queries = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => api(`/api/calls/${encodeURIComponent(callId)}`, { method: 'DELETE' }),
    onSuccess: () => {
      onRemoved();
      return queries.invalidateQueries({ queryKey: ['history'] });
    },
  });
  return (
    <div className="flex flex-col items-start gap-1">
      {asking ? (
        <Confirmation
          question="Remove this call?"
          text="It disappears from your history on all your devices. Others keep it."
          no="Keep"
          yes="Remove it"
          disabled={isPending}
          onNo={() => {
            setAsking(false);
          }}
          onYes={mutate}
        />
      ) : (
        <Action
          label="Remove from history"
          onClick={() => {
            setAsking(true);
          }}
        />
      )}
      <ErrorText text={error && errorText(error, 'The call could not be removed. Try again.')} />
    </div>
  );
}
