import { useEffect } from 'react';
import { CloseIcon } from '../../lib/ui/icons';
import { RoundButton } from '../../lib/ui/RoundButton';
import { Action, Words } from '../../lib/ui/Words';
import type { Relations, Word } from './useRelations';

const READ_WITHIN_MS = 10_000;

/** What became of the latest change to one's contacts and blocks. */
export function RelationWords({ word, dismiss }: Pick<Relations, 'word' | 'dismiss'>) {
  useEffect(() => {
    if (word?.tone !== 'status') return;
    const timer = setTimeout(dismiss, READ_WITHIN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [word, dismiss]);
  return (
    <>
      <div role="alert">{word?.tone === 'alert' && <Said word={word} onDismiss={dismiss} />}</div>
      <div role="status">{word?.tone === 'status' && <Said word={word} onDismiss={dismiss} />}</div>
    </>
  );
}

function Said({ word: { text, undo }, onDismiss }: { word: Word; onDismiss: () => void }) {
  return (
    <Words text={text}>
      {undo && <Action label="Undo" onClick={undo} />}
      <RoundButton label="Dismiss" look="call" onClick={onDismiss}>
        <CloseIcon size={18} />
      </RoundButton>
    </Words>
  );
}
