import type { ReactNode } from 'react';
import type { CallMedia } from '../../../../lib/person';
import { CloseIcon, HangUpIcon, PhoneIcon, VideoIcon, VideoOffIcon } from '../../../../lib/ui/icons';
import { RoundButton } from '../../../../lib/ui/RoundButton';
import type { Ringing } from '../../model/model';

interface AnswerChoicesProps {
  ring: Ringing;
  /** `audio`: with the camera off. */
  onAnswer: (media: CallMedia) => void;
  onDecline: () => void;
}

/** What a user can do about a ringing call. */
export function AnswerChoices({ ring, onAnswer, onDecline }: AnswerChoicesProps) {
  return (
    <div className="flex w-full justify-around gap-1 short:w-auto short:gap-6">
      <Choice caption={ring.transfer ? 'Not here' : 'Decline'}>
        {ring.transfer ? (
          <RoundButton label="Not here" look="later" onClick={onDecline}>
            <CloseIcon size={24} />
          </RoundButton>
        ) : (
          <RoundButton label="Decline" look="decline" onClick={onDecline}>
            <HangUpIcon size={26} />
          </RoundButton>
        )}
      </Choice>
      {ring.media === 'video' && !ring.transfer && (
        <Choice caption="Without video">
          <RoundButton
            label="Answer without video"
            look="later"
            onClick={() => {
              onAnswer('audio');
            }}
          >
            <VideoOffIcon size={24} />
          </RoundButton>
        </Choice>
      )}
      <Choice caption={ring.transfer ? 'Continue here' : 'Answer'}>
        <RoundButton
          label={ring.transfer ? 'Continue here' : 'Answer'}
          look="answer"
          onClick={() => {
            onAnswer(ring.media);
          }}
        >
          {ring.media === 'video' ? <VideoIcon size={26} /> : <PhoneIcon size={24} />}
        </RoundButton>
      </Choice>
    </div>
  );
}

function Choice({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    <div className="flex min-w-20 flex-col items-center gap-2">
      {children}
      <span aria-hidden="true" className="text-sm whitespace-nowrap text-zinc-200">
        {caption}
      </span>
    </div>
  );
}
