import { useState } from 'react';
import { topology } from '../../model/media';
import type { CallModel } from '../../model/model';
import { isInCall } from '../../model/peers';
import type { CallSession } from '../../session/CallSession';
import { Panel } from '../parts/Panel';
import { Graph } from './Graph';
import { MEASURES } from './measures';
import { browserName, codecsOf, reportText, wayOf } from './report';
import { useQualityLog } from './useQualityLog';

interface QualityPanelProps {
  model: CallModel;
  session: CallSession;
  onClose: () => void;
}

/** Live graphs of the call, and a report that can be sent to support. */
export function QualityPanel({ model, session, onClose }: QualityPanelProps) {
  const state = useQualityLog(session);
  return (
    <Panel label="Call quality" wide onClose={onClose}>
      <div
        tabIndex={0}
        role="group"
        aria-label="Measurements"
        className="grid max-h-[50dvh] gap-2 overflow-y-auto rounded-2xl short:max-h-[60dvh] sm:grid-cols-2"
      >
        {MEASURES.map((measure) => (
          <Graph key={measure.title} measure={measure} points={state.points} />
        ))}
        <dl className="grid content-start gap-2 rounded-2xl bg-white/5 p-3 text-sm">
          <Fact name="Path" value={wayOf(state.links, topology(model))} />
          <Fact name="Codecs" value={codecsOf(state.links)} />
        </dl>
      </div>
      <CopyReport report={() => reportText(state, factsOf(model), new Date())} onClose={onClose} />
    </Panel>
  );
}

function factsOf(model: CallModel) {
  const { phase, serverConnection } = model;
  const active = phase.kind === 'active' ? phase : null;
  return {
    callId: active?.callId ?? 'not joined yet',
    topology: topology(model),
    people: 1 + [...(active?.peers.values() ?? [])].filter(isInCall).length,
    seconds: active ? (Date.now() - active.since) / 1000 : 0,
    serverConnection: serverConnection.kind,
    browser: browserName(navigator.userAgent),
  };
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="text-xs text-zinc-400">{name}</dt>
      <dd className="font-medium">{value}</dd>
    </div>
  );
}

const BUTTON = 'min-h-11 flex-1 cursor-pointer rounded-full px-4 text-sm font-medium';

function CopyReport({ report, onClose }: { report: () => string; onClose: () => void }) {
  const [result, setResult] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(report());
      setResult('The report is copied. It has no names and no addresses.');
    } catch {
      setResult('The report could not be copied. Allow the clipboard in your browser, then copy again.');
    }
  };
  return (
    <>
      <p role="status" className="px-1 text-xs text-zinc-300 empty:hidden">
        {result}
      </p>
      <div className="flex gap-2">
        <button type="button" onClick={onClose} className={`${BUTTON} bg-white/10 hover:bg-white/20`}>
          Close
        </button>
        <button
          type="button"
          onClick={() => void copy()}
          className={`${BUTTON} bg-teal-300 text-zinc-950 hover:bg-teal-200`}
        >
          Copy report
        </button>
      </div>
    </>
  );
}
