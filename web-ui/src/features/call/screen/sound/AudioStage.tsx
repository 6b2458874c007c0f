import type { Person } from '../../../../lib/person';
import { Avatar } from '../../../../lib/ui/Avatar';
import { VideoIcon } from '../../../../lib/ui/icons';
import { VoiceRing } from './VoiceRing';

interface AudioStageProps {
  person: Person;
  stream: MediaStream | null;
  /** Turns this user's camera on; null if it is on. */
  onVideo: (() => void) | null;
}

/** A person who sends no video: their picture, and a ring that shows their voice. */
export function AudioStage({ person, stream, onVideo }: AudioStageProps) {
  return (
    <div
      data-testid="audio-stage"
      className="absolute inset-0 flex flex-col items-center justify-center gap-14 bg-linear-to-b from-zinc-800 to-zinc-950 pt-16 pb-24 short:gap-8 short:pt-14 short:pb-2"
    >
      <VoiceRing stream={stream}>
        <Avatar person={person} size="huge" />
      </VoiceRing>
      {onVideo && (
        <button
          type="button"
          onClick={onVideo}
          className="flex min-h-11 cursor-pointer items-center gap-2.5 rounded-full bg-white/10 px-5 text-sm font-medium transition-colors hover:bg-white/20 forced-colors:border"
        >
          <VideoIcon />
          Turn on video
        </button>
      )}
    </div>
  );
}
