import type { Person } from '../../../lib/person';
import { ActiveCall } from './ActiveCall';
import type { CallSession } from '../session/CallSession';
import { GroupCall } from './group/GroupCall';
import { IncomingCall } from './IncomingCall';
import type { CallModel, CallPhase, Ringing } from '../model/model';
import { OutgoingCall } from './OutgoingCall';
import type { InviteForm } from './parts/inviteForm';
import { useCallInSystem } from './system/useCallInSystem';
import { useCallAlerts } from './useCallAlerts';
import { useConfirmClosing, useFocusAfter } from './usePageDuringCall';
import type { AnswerEnds } from './WaitingCall';
import { WaitingCall } from './WaitingCall';

interface CallScreenProps {
  model: CallModel;
  session: CallSession;
  /** This user. */
  user: Person;
  inviteForm: InviteForm;
  /** The call is a small card, so that the user can use the page. */
  minimized: boolean;
  onMinimize: (minimized: boolean) => void;
  onBlock: (person: Person) => void;
}

/** The screen of this device's calls; empty while there are none. */
export function CallScreen(props: CallScreenProps) {
  const { model, session } = props;
  useCallAlerts(model.phase, model.waiting);
  useCallInSystem(model, session);
  useFocusAfter(model.phase.kind !== 'idle' && !props.minimized);
  useConfirmClosing(endedByAnswering(model.phase) !== 'nothing');
  return (
    <>
      <Phase {...props} />
      <div aria-live="assertive" className="fixed inset-x-4 top-4 z-30 mx-auto flex max-w-md flex-col gap-2">
        {waitingCalls(model).map((ring) => (
          <WaitingCall
            key={ring.callId}
            ring={ring}
            answerEnds={endedByAnswering(model.phase)}
            onAnswer={() => {
              session.control.answer(ring.callId);
            }}
            onDecline={() => {
              session.control.decline(ring.callId);
            }}
          />
        ))}
      </div>
    </>
  );
}

function Phase({ model, session, user, inviteForm, minimized, onMinimize, onBlock }: CallScreenProps) {
  const { phase } = model;
  switch (phase.kind) {
    case 'idle':
      return null;
    case 'incoming':
      return (
        <IncomingCall
          key={phase.ring.callId}
          ring={phase.ring}
          onAnswer={(media) => {
            session.control.answer(phase.ring.callId, media);
          }}
          onDecline={() => {
            session.control.decline(phase.ring.callId);
          }}
          onBlock={() => {
            session.control.decline(phase.ring.callId);
            onBlock(phase.ring.caller);
          }}
        />
      );
    case 'outgoing':
      return <OutgoingCall phase={phase} model={model} session={session} />;
    case 'joining':
    case 'active':
      return phase.isGroup ? (
        <GroupCall
          key={phase.callId}
          phase={phase}
          model={model}
          session={session}
          user={user}
          inviteForm={inviteForm}
          minimized={minimized}
          onMinimize={onMinimize}
        />
      ) : (
        <ActiveCall
          key={phase.callId}
          phase={phase}
          model={model}
          session={session}
          inviteForm={inviteForm}
          minimized={minimized}
          onMinimize={onMinimize}
        />
      );
  }
}

/** Glare: if the only callee is calling too, the two are connected without asking the user. */
function waitingCalls({ phase, waiting }: CallModel): readonly Ringing[] {
  if (phase.kind !== 'outgoing' || phase.isGroup) return waiting;
  return waiting.filter(({ caller }) => !phase.peers.has(caller.id));
}

/** What answering a waiting call ends. If two calls ring, the other one keeps ringing. */
function endedByAnswering(phase: CallPhase): AnswerEnds {
  switch (phase.kind) {
    case 'idle':
    case 'incoming':
      return 'nothing';
    case 'outgoing':
      return 'attempt';
    case 'joining':
    case 'active':
      return phase.isGroup ? 'membership' : 'call';
  }
}
