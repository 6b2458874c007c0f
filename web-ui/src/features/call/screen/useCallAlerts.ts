import { useEffect } from 'react';
import { setUrgentTitle } from '../../../lib/title';
import type { CallPhase, Ringing } from '../model/model';
import { alertText, kindText } from './before/ringText';
import type { ToneName } from './tones';
import { playTone } from './tones';

/** Alerts the user of a ringing call: by sound, in the page's title, and by a notification if the user has allowed it. */
export function useCallAlerts(phase: CallPhase, waiting: readonly Ringing[]): void {
  const tone = toneOf(phase, waiting);
  useEffect(() => (tone ? playTone(tone) : undefined), [tone]);

  const ring = phase.kind === 'incoming' ? phase.ring : null;
  const text = ring ? alertText(ring) : null;
  const kind = ring ? kindText(ring) : '';
  useEffect(() => {
    if (!text) return;
    let lit = false;
    const blink = () => {
      lit = !lit;
      setUrgentTitle(lit ? text : null);
    };
    blink();
    const timer = setInterval(blink, 1000);
    const dismiss = notify(text, kind);
    return () => {
      clearInterval(timer);
      setUrgentTitle(null);
      dismiss();
    };
  }, [text, kind]);
}

function toneOf(phase: CallPhase, waiting: readonly Ringing[]): ToneName | null {
  switch (phase.kind) {
    case 'incoming':
      return 'ringtone';
    case 'outgoing':
      return phase.alerting ? 'ringback' : null;
    case 'active':
      return waiting.length > 0 ? 'waiting' : null;
    case 'idle':
    case 'joining':
      return null;
  }
}

function notify(text: string, kind: string): () => void {
  if (!('Notification' in window) || Notification.permission !== 'granted' || !document.hidden)
    return () => undefined;
  const notification = new Notification(text, {
    body: kind,
    icon: '/icon.svg',
    tag: 'visavis-ring',
    requireInteraction: true,
  });
  notification.onclick = () => {
    window.focus();
    notification.close();
  };
  return () => {
    notification.close();
  };
}
