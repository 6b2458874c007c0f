import { useEffect } from 'react';
import { CloseIcon } from '../../lib/ui/icons';
import { RoundButton } from '../../lib/ui/RoundButton';
import { Action, Snackbar } from '../../lib/ui/Snackbar';
import type { Relations, RelationNotice } from './useRelations';

const DISPLAY_MS = 10_000;

/** The result of the latest change of contacts or blocks. */
export function RelationSnackbar({ notice, dismiss }: Pick<Relations, 'notice' | 'dismiss'>) {
  useEffect(() => {
    if (notice?.tone !== 'status') return;
    const timer = setTimeout(dismiss, DISPLAY_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [notice, dismiss]);
  return (
    <>
      <div role="alert">
        {notice?.tone === 'alert' && <NoticeSnackbar notice={notice} onDismiss={dismiss} />}
      </div>
      <div role="status">
        {notice?.tone === 'status' && <NoticeSnackbar notice={notice} onDismiss={dismiss} />}
      </div>
    </>
  );
}

function NoticeSnackbar({
  notice: { text, undo },
  onDismiss,
}: {
  notice: RelationNotice;
  onDismiss: () => void;
}) {
  return (
    <Snackbar text={text}>
      {undo && <Action label="Undo" onClick={undo} />}
      <RoundButton label="Dismiss" look="call" onClick={onDismiss}>
        <CloseIcon size={18} />
      </RoundButton>
    </Snackbar>
  );
}
