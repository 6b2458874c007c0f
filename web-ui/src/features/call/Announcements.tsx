import { useEffect } from 'react';
import { CloseIcon } from '../../lib/ui/icons';
import { RoundButton } from '../../lib/ui/RoundButton';
import type { CallSession } from './CallSession';
import type { CallModel } from './model';

/** What there is to say, in words, while no call covers the screen: how the last call ended, where one goes on, whether the line is down. */
export function Announcements({ model, session }: { model: CallModel; session: CallSession }) {
  const { notice, elsewhere, phase, line } = model;
  const idle = phase.kind === 'idle';
  return (
    <div className="pointer-events-none fixed inset-x-4 bottom-4 z-10 mx-auto flex max-w-xl flex-col gap-2 *:pointer-events-auto">
      <div role="alert">
        {line.kind === 'refused' && line.why === 'replaced' && (
          <Words text="Visavis is open in another tab or window of this device, and takes calls there.">
            <Action
              label="Use it here"
              onClick={() => {
                session.start();
              }}
            />
          </Words>
        )}
        {idle && notice?.tone === 'alert' && <NoticeWords model={model} session={session} />}
      </div>
      <div role="status" className="flex flex-col gap-2">
        {line.kind === 'away' && <Words text="The line to Visavis is down. Reconnecting…" />}
        {line.kind === 'throttled' && (
          <Words text="Too much at once. Visavis takes a short break and reconnects." />
        )}
        {idle && notice?.tone === 'status' && <NoticeWords model={model} session={session} />}
        {idle && elsewhere && (
          <Words
            text={`The call${elsewhere.peer ? ` with ${elsewhere.peer.name}` : ''} goes on on your other device.`}
          >
            {elsewhere.peer && (
              <Action
                strong
                label="Join here"
                onClick={() => {
                  session.takeOver();
                }}
              />
            )}
          </Words>
        )}
      </div>
    </div>
  );
}

const READ_WITHIN_MS = 10_000;

/** Goes by itself once there was time to read it, unless it offers something to do. */
function NoticeWords({ model: { notice }, session }: { model: CallModel; session: CallSession }) {
  useEffect(() => {
    if (!notice || notice.again || notice.tone === 'alert') return;
    const timer = setTimeout(() => {
      session.dismissNotice();
    }, READ_WITHIN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [notice, session]);
  if (!notice) return null;
  const { text, again } = notice;
  return (
    <Words text={text}>
      {again && (
        <Action
          label="Call again"
          onClick={() => {
            session.dial(again.person, again.media);
          }}
        />
      )}
      <RoundButton
        label="Dismiss"
        look="call"
        onClick={() => {
          session.dismissNotice();
        }}
      >
        <CloseIcon size={18} />
      </RoundButton>
    </Words>
  );
}

function Words({ text, children }: { text: string; children?: React.ReactNode }) {
  return (
    <div className="flex min-h-14 items-center gap-2 rounded-xl border border-zinc-200 bg-white py-1 pr-1 pl-4 shadow-lg dark:border-zinc-700 dark:bg-zinc-800">
      <p className="min-w-0 flex-1 text-sm">{text}</p>
      {children}
    </div>
  );
}

interface ActionProps {
  label: string;
  onClick: () => void;
  /** What one most likely wants. */
  strong?: boolean;
}

const LOOKS = {
  plain: 'rounded-lg text-teal-700 hover:bg-teal-600/10 dark:text-teal-400',
  strong: 'mr-1.5 rounded-full bg-teal-700 text-white hover:bg-teal-600',
} as const;

function Action({ label, onClick, strong = false }: ActionProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className={`${LOOKS[strong ? 'strong' : 'plain']} shrink-0 cursor-pointer px-4 py-2 text-sm font-medium transition-colors`}
    >
      {label}
    </button>
  );
}
