import { useEffect, useLayoutEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Arrangement, Scene } from './arrangement';
import { ArrangementStore } from './ArrangementStore';

/** Which tiles the stage shows in this scene. */
export function useArrangement(scene: Omit<Scene, 'now'>): Arrangement {
  const [arrangement] = useState(() => new ArrangementStore());
  useLayoutEffect(() => {
    arrangement.update(scene);
  }, [arrangement, scene]);
  useEffect(
    () => () => {
      arrangement.close();
    },
    [arrangement],
  );
  return useStore(arrangement.store);
}
