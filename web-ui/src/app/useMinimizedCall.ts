import { useCallback, useState } from 'react';
import type { CallPhase } from '../features/call/model/model';
import { callIdOf } from '../features/call/model/model';

/** Whether the current call is only a small card over the page. The next call covers the page again. */
export function useMinimizedCall(phase: CallPhase) {
  const [minimizedId, setMinimizedId] = useState<string | null>(null);
  const callId = callIdOf(phase);
  const inCall = phase.kind !== 'idle';
  const canMinimize = phase.kind === 'active' || phase.kind === 'joining';
  const onMinimize = useCallback(
    (minimized: boolean) => {
      setMinimizedId(minimized ? callId : null);
    },
    [callId],
  );
  /** Starts another call; during a call, shows that call instead. */
  const unlessInCall = useCallback(
    (start: () => void) => {
      if (inCall) setMinimizedId(null);
      else start();
    },
    [inCall],
  );
  return {
    minimized: canMinimize && minimizedId !== null && minimizedId === callId,
    onMinimize,
    unlessInCall,
  };
}
