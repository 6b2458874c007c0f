import { useRef } from 'react';
import { listNames } from '../../../../lib/listNames';
import { formatDuration } from '../../../../lib/time';
import { Avatar } from '../../../../lib/ui/Avatar';
import { CloseIcon, PhoneIcon, VideoIcon } from '../../../../lib/ui/icons';
import { RoundButton } from '../../../../lib/ui/RoundButton';
import type { CallNotice, EndedCall } from '../../model/model';
import { durationText } from '../../model/text';
import type { CallSession } from '../../session/CallSession';
import { endedKind, endReason } from './endText';
import { useDismissal } from './useDismissal';

/** A reason needs more time to be read. */
const DISPLAY_MS = { ordinary: 10_000, explained: 30_000 };

interface EndCardProps {
  notice: CallNotice;
  call: EndedCall;
  session: CallSession;
}

/** A call that is over: with whom it was, how long, why it ended, and a way back. Does not take the focus. */
export function EndCard({ notice, call, session }: EndCardProps) {
  const card = useRef<HTMLElement>(null);
  const { callId, people, media, seconds, goesOn } = call;
  const displayMs = notice.isOrdinary ? DISPLAY_MS.ordinary : DISPLAY_MS.explained;
  const handlers = useDismissal(card, displayMs, session.dismissNotice);
  const names = listNames(people.map(({ name }) => name));
  const reason = endReason(notice);
  return (
    <section
      ref={card}
      {...handlers}
      data-testid="end-card"
      aria-label={`Your call with ${names}`}
      className="rise mx-auto flex w-full max-w-md flex-col gap-4 rounded-3xl short:max-w-xl short:flex-row short:flex-wrap short:items-center short:gap-3 short:p-3 border border-zinc-200 bg-white p-4 shadow-xl dark:border-zinc-700 dark:bg-zinc-800"
    >
      <div className="flex items-center gap-3 short:min-w-0 short:flex-1">
        <Faces people={people} />
        <div className="min-w-0 flex-1">
          <p dir="auto" className="line-clamp-2 text-base leading-snug font-semibold break-words">
            {names}
          </p>
          <p className="text-sm text-zinc-600 dark:text-zinc-300">
            {`${endedKind(call)} · `}
            <span aria-hidden="true" data-testid="call-duration" className="tabular-nums">
              {formatDuration(seconds)}
            </span>
            <span className="sr-only">{durationText(seconds)}</span>
          </p>
        </div>
        <span className="-mt-2 -mr-2 self-start short:m-0 short:self-center">
          <RoundButton label="Close" look="call" onClick={session.dismissNotice}>
            <CloseIcon size={18} />
          </RoundButton>
        </span>
      </div>
      {reason !== null && <p className="text-sm text-pretty short:order-last short:basis-full">{reason}</p>}
      <button
        type="button"
        onClick={() => {
          if (goesOn) session.control.joinCall(callId, people, media);
          else session.control.startGroup(people, media);
        }}
        className="flex min-h-11 shrink-0 cursor-pointer items-center justify-center gap-2.5 rounded-full bg-teal-700 px-5 text-sm font-medium text-white transition-colors hover:bg-teal-600 forced-colors:border"
      >
        {media === 'video' ? <VideoIcon /> : <PhoneIcon size={18} />}
        {goesOn ? 'Join again' : 'Call again'}
      </button>
    </section>
  );
}

/** The first people of the call. */
function Faces({ people }: Pick<EndedCall, 'people'>) {
  return (
    <div aria-hidden="true" className="flex shrink-0 -space-x-3">
      {people.slice(0, 3).map((person) => (
        <span key={person.id} className="rounded-full ring-2 ring-white dark:ring-zinc-800">
          <Avatar person={person} size={people.length > 1 ? 'small' : 'medium'} />
        </span>
      ))}
    </div>
  );
}
