import { useEffect } from 'react';
import { inText } from '../../lib/inText';
import { CloseIcon } from '../../lib/ui/icons';
import { RoundButton } from '../../lib/ui/RoundButton';
import { Action, Words } from '../../lib/ui/Words';
import type { CallSession } from './CallSession';
import type { CallModel } from './model';

/** What there is to say, in words, while no call covers the screen: how the last call ended, where one goes on, whether the line is down. */
export function Announcements({ model, session }: { model: CallModel; session: CallSession }) {
  const { notice, elsewhere, phase, line } = model;
  const idle = phase.kind === 'idle';
  const elsewhereOnThisDevice = line.kind === 'refused' ? inAnotherTab(line.why) : null;
  return (
    <>
      <div role="alert">
        {elsewhereOnThisDevice && (
          <Words text={elsewhereOnThisDevice}>
            <Action
              strong
              label="Use it here"
              onClick={() => {
                session.useHere();
              }}
            />
          </Words>
        )}
        {idle && notice?.tone === 'alert' && <NoticeWords model={model} session={session} />}
      </div>
      <div role="status" className="flex flex-col gap-2">
        {line.kind === 'away' && <Words late text="The line to Visavis is down. Reconnecting…" />}
        {line.kind === 'throttled' && (
          <Words text="Too much at once. Visavis takes a short break and reconnects." />
        )}
        {idle && notice?.tone === 'status' && <NoticeWords model={model} session={session} />}
        {idle && elsewhere && (
          <Words
            text={`The call${elsewhere.peer ? ` with ${inText(elsewhere.peer.name)}` : ''} goes on on your other device.`}
          >
            {elsewhere.peer && (
              <Action
                strong
                label="Join here"
                onClick={() => {
                  session.moves.takeOver();
                }}
              />
            )}
          </Words>
        )}
      </div>
    </>
  );
}

type Refusal = (CallModel['line'] & { kind: 'refused' })['why'];

function inAnotherTab(why: Refusal): string | null {
  switch (why) {
    case 'replaced':
      return 'Visavis is open in another tab or window of this device, and takes calls there.';
    case 'inCall':
      return 'You are in a call in another tab or window of this device. It can go on here instead.';
    case 'unauthorized':
    case 'revoked':
      return null;
  }
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
