import { useState } from 'react';
import { remoteMedia } from '../../model/media';
import type { CallModel } from '../../model/model';
import type { Peers } from '../../model/peers';
import { isInCall } from '../../model/peers';
import { RemoteAudio } from '../stage/RemoteAudio';

interface GroupSoundProps {
  model: CallModel;
  peers: Peers;
  sinkId: string | null;
}

/** What the others say, on every page. */
export function GroupSound({ model, peers, sinkId }: GroupSoundProps) {
  const [blocked, setBlocked] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const voices = [...peers.values()].filter(isInCall).flatMap(({ person: { id } }) => {
    const stream = remoteMedia(model, id).audio;
    return stream ? [{ id, stream }] : [];
  });
  return (
    <>
      {voices.map(({ id, stream }) => (
        <RemoteAudio
          key={`${stream.id} ${attempt}`}
          userId={id}
          stream={stream}
          sinkId={sinkId}
          onBlocked={() => {
            setBlocked(true);
          }}
        />
      ))}
      {blocked && (
        <button
          type="button"
          className="absolute top-1/2 left-1/2 z-10 -translate-1/2 cursor-pointer rounded-full bg-white px-5 py-3 font-medium whitespace-nowrap text-zinc-900 shadow-lg"
          onClick={() => {
            setBlocked(false);
            setAttempt(attempt + 1);
          }}
        >
          Play audio
        </button>
      )}
    </>
  );
}
