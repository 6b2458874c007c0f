import { useCallback } from 'react';
import { listNames } from '../../../lib/listNames';
import type { CallModel, CallPhase } from '../model/model';
import type { CallSession } from '../session/CallSession';
import { MicrophoneCheck } from './before/MicrophoneCheck';
import { OutgoingControls } from './before/OutgoingControls';
import { outgoingHint, outgoingText } from './before/outgoingText';
import { useOpenMenu } from './controls/useOpenMenu';
import { Faces } from './parts/Faces';
import { SelfView } from './parts/SelfView';
import { useRequestedDialog } from './parts/useCallKeys';
import { useViewSettings } from './parts/viewStore';

interface OutgoingCallProps {
  phase: CallPhase & { kind: 'outgoing' };
  model: CallModel;
  session: CallSession;
}

/** An outgoing call that has not been answered: the callees, and what they will see and hear of this user. */
export function OutgoingCall({ phase, model, session }: OutgoingCallProps) {
  const { local, serverConnection } = model;
  const { selfHidden } = useViewSettings();
  const menu = useOpenMenu();
  const people = [...phase.peers.values()].map(({ person }) => person);
  const names = listNames(people.map(({ name }) => name));
  const isRegistered = serverConnection.kind === 'registered';
  const seesSelf = local.video === 'on' && local.stream !== null && !selfHidden;
  const onCancel = useCallback(() => {
    session.control.hangUp();
  }, [session]);
  const dialog = useRequestedDialog(onCancel);
  const hint = outgoingHint(phase);
  return (
    <div
      ref={dialog}
      tabIndex={-1}
      data-testid="outgoing-call"
      role="dialog"
      aria-modal="true"
      aria-label={`Calling ${names}`}
      className="dark fixed inset-0 z-20 overflow-hidden bg-linear-to-b from-zinc-800 to-zinc-950 text-white outline-none"
    >
      {seesSelf && (
        <>
          <SelfView local={local} className="absolute! inset-0" />
          <div className="pointer-events-none absolute inset-x-0 top-0 h-2/5 bg-linear-to-b from-zinc-950/85 to-transparent short:h-1/2" />
          <div className="pointer-events-none absolute inset-x-0 bottom-0 h-1/4 bg-linear-to-t from-zinc-950/70 to-transparent short:hidden" />
        </>
      )}
      <div
        className={`outgoing-space pointer-events-none absolute flex flex-col items-center gap-6 text-center text-shadow-sm short:gap-3 ${seesSelf ? '' : 'justify-center'}`}
      >
        {!seesSelf && <Faces people={people} />}
        <div className="max-w-full">
          <h2
            dir="auto"
            className={`${people.length > 1 ? 'text-2xl' : 'text-3xl'} font-semibold text-balance break-words`}
          >
            {names}
          </h2>
          <div role="status" className="mt-1 text-lg text-zinc-100">
            <p data-testid="call-progress">{outgoingText(phase, isRegistered)}</p>
            {hint !== null && <p className="rise mt-1 text-base text-balance text-zinc-200">{hint}</p>}
            {local.problem && (
              <p className="mx-auto mt-3 max-w-sm text-sm text-balance text-amber-200">{local.problem}</p>
            )}
          </div>
        </div>
      </div>
      <div className="controls-place pointer-events-none absolute flex flex-col items-center gap-4 *:pointer-events-auto short:justify-center short:gap-2">
        <MicrophoneCheck local={local} />
        <OutgoingControls
          local={local}
          localMedia={session.localMedia}
          isOpen={isRegistered || local.stream !== null}
          menu={menu}
          onCancel={onCancel}
        />
      </div>
    </div>
  );
}
