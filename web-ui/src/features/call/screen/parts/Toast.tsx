import { useEffect, useState } from 'react';
import type { CallNotice } from '../../model/model';

const DISPLAY_MS = 7000;

interface ToastProps {
  notice: CallNotice | null;
  onRead: () => void;
}

/** A notice during a call. A notice that offers to call again is shown again after the call. */
export function Toast({ notice, onRead }: ToastProps) {
  return (
    <div role="status" className="relative pt-1 empty:hidden">
      {notice && <ToastText key={notice.text} notice={notice} onRead={onRead} />}
    </div>
  );
}

function ToastText({ notice, onRead }: { notice: CallNotice; onRead: () => void }) {
  const [read, setRead] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setRead(true);
      if (!notice.callAgain) onRead();
    }, DISPLAY_MS);
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
