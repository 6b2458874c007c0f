import { useEffect, useState } from 'react';
import type { LogState } from '../../media/health/QualityLog';
import { QualityLog } from '../../media/health/QualityLog';
import type { CallSession } from '../../session/CallSession';

const NOTHING: LogState = { points: [], links: [] };

/** Measures the connections of the call while the component is shown. */
export function useQualityLog({ statsSources }: CallSession): LogState {
  const [state, setState] = useState(NOTHING);
  useEffect(() => {
    const log = new QualityLog({ sources: statsSources, now: Date.now, onChange: setState });
    log.start();
    return () => {
      log.stop();
    };
  }, [statsSources]);
  return state;
}
