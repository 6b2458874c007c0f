import { useEffect } from 'react';
import { listNames } from '../../../lib/listNames';
import { CloseIcon } from '../../../lib/ui/icons';
import { RoundButton } from '../../../lib/ui/RoundButton';
import { Action, Snackbar } from '../../../lib/ui/Snackbar';
import type { CallSession } from '../session/CallSession';
import type { CallModel, CallNotice } from '../model/model';
import { EndCard } from './after/EndCard';
import { endAnnouncement } from './after/endText';

/** Messages shown while no call covers the screen: how the last call ended, a call on another device, connection problems. */
export function Announcements({ model, session }: { model: CallModel; session: CallSession }) {
  const { notice, callOnOtherDevice, phase, serverConnection } = model;
  const idle = phase.kind === 'idle';
  const endedCall = idle ? notice?.endedCall : undefined;
  const others = [...(callOnOtherDevice?.peers.values() ?? [])].map(({ person }) => person.name);
  const otherTab = serverConnection.kind === 'refused' ? otherTabText(serverConnection.why) : null;
  return (
    <>
      <div role="alert">
        {otherTab && (
          <Snackbar text={otherTab}>
            <Action
              strong
              label="Use it here"
              onClick={() => {
                session.useThisTab();
              }}
            />
          </Snackbar>
        )}
        {idle && notice?.tone === 'alert' && <Notice notice={notice} session={session} />}
      </div>
      <div role="status" className="flex flex-col gap-2">
        {serverConnection.kind === 'reconnecting' && (
          <Snackbar delayed text="Connection lost. Reconnecting…" />
        )}
        {serverConnection.kind === 'throttled' && (
          <Snackbar text="Too many requests. Reconnecting in a moment…" />
        )}
        {idle && notice?.tone === 'status' && <Notice notice={notice} session={session} />}
        {idle && callOnOtherDevice && (
          <Snackbar
            text={`The call${others.length > 0 ? ` with ${listNames(others)}` : ''} continues on your other device.`}
          >
            {others.length > 0 && (
              <Action
                strong
                label="Join here"
                onClick={() => {
                  session.handOffCommands.pullToThisDevice();
                }}
              />
            )}
          </Snackbar>
        )}
      </div>
      {notice && endedCall && (
        <EndCard key={endedCall.callId} notice={notice} call={endedCall} session={session} />
      )}
    </>
  );
}

type RefusalReason = (CallModel['serverConnection'] & { kind: 'refused' })['why'];

function otherTabText(why: RefusalReason): string | null {
  switch (why) {
    case 'replaced':
      return 'Visavis is in use in another tab or window of this device. Calls ring there.';
    case 'inCall':
      return 'You are in a call in another tab or window of this device. You can continue it here.';
    case 'unauthorized':
    case 'revoked':
      return null;
  }
}

const DISPLAY_MS = 10_000;

interface NoticeProps {
  notice: CallNotice;
  session: CallSession;
}

/** The card of a call that has ended shows its notice to those who see. */
function Notice({ notice, session }: NoticeProps) {
  if (notice.endedCall) return <p className="sr-only">{endAnnouncement(notice)}</p>;
  return <NoticeSnackbar notice={notice} session={session} />;
}

/** Disappears after a while, unless it is an alert or offers to call again. */
function NoticeSnackbar({ notice, session }: NoticeProps) {
  useEffect(() => {
    if (notice.callAgain || notice.tone === 'alert') return;
    const timer = setTimeout(() => {
      session.dismissNotice();
    }, DISPLAY_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [notice, session]);
  const { text, callAgain } = notice;
  return (
    <Snackbar text={text}>
      {callAgain && (
        <Action
          label="Call again"
          onClick={() => {
            session.control.startGroup(callAgain.people, callAgain.media);
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
    </Snackbar>
  );
}
