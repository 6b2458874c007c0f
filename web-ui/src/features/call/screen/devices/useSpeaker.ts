import { useState } from 'react';
import { preference } from '../../../../lib/preferences';

const speaker = preference('speaker');

/** The loudspeaker that this user has chosen, for this call and for later ones. */
export function useSpeaker() {
  const [sinkId, setSinkId] = useState(speaker.get);
  const choose = (id: string) => {
    speaker.set(id);
    setSinkId(id);
  };
  return [sinkId, choose] as const;
}
