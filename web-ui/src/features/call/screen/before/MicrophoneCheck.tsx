import type { ReactNode } from 'react';
import { MicIcon, MicOffIcon } from '../../../../lib/ui/icons';
import type { LocalMedia } from '../../model/model';
import { LevelMeter } from '../sound/LevelMeter';

/** Shows whether the other person will hear this user: a level that moves with the voice. */
export function MicrophoneCheck({ local }: { local: LocalMedia }) {
  switch (local.audio) {
    case 'requesting':
      return null;
    case 'on':
      return (
        <Pill>
          <MicIcon size={16} />
          <span className="sr-only">Your microphone is on</span>
          <LevelMeter stream={local.stream} />
        </Pill>
      );
    case 'muted':
      return (
        <Pill>
          <MicOffIcon size={16} />
          <span className="short:sr-only">You are muted</span>
        </Pill>
      );
    case 'missing':
      return (
        <Pill>
          <MicOffIcon size={16} />
          <span className="short:sr-only">Your microphone is off</span>
        </Pill>
      );
  }
}

function Pill({ children }: { children: ReactNode }) {
  return (
    <p
      data-testid="microphone-check"
      className="flex min-h-8 items-center gap-2 rounded-full bg-zinc-900/80 px-3.5 text-sm text-zinc-100 backdrop-blur"
    >
      {children}
    </p>
  );
}
