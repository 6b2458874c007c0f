import { useEffect, useState } from 'react';
import type { Notice } from './model';

const READ_WITHIN_MS = 7000;

interface ToastProps {
  notice: Notice | null;
  onRead: () => void;
}

/** Something to say in the middle of a call. What offers to call again is said once more after the call. */
export function Toast({ notice, onRead }: ToastProps) {
  return (
    <div role="status" className="pt-1 empty:hidden">
      {notice && <Words key={notice.text} notice={notice} onRead={onRead} />}
    </div>
  );
}

function Words({ notice, onRead }: { notice: Notice; onRead: () => void }) {
  const [read, setRead] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setRead(true);
      if (!notice.again) onRead();
    }, READ_WITHIN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [notice, onRead]);
  if (read) return null;
  return (
    <p className="rise max-w-md rounded-2xl bg-zinc-900/90 px-4 py-2 text-center text-sm text-shadow-none shadow-lg ring-1 ring-white/10 backdrop-blur">
      {notice.text}
    </p>
  );
}
