import { expect, test } from 'vitest';
import { outgoingHint, outgoingText } from './outgoingText';

const call = { alerting: false, noAnswerYet: false };

test('an outgoing call says how far it has come', () => {
  expect(outgoingText(call, true)).toBe('Calling…');
  expect(outgoingText({ ...call, alerting: true }, true)).toBe('Ringing…');
  expect(outgoingText({ alerting: true, noAnswerYet: true }, true)).toBe('No answer yet…');
});

test('without a connection to the server, nothing else matters', () => {
  expect(outgoingText({ alerting: true, noAnswerYet: true }, false)).toBe('Connecting…');
});

test('only a call that nobody answers says how it goes on', () => {
  expect(outgoingHint({ ...call, alerting: true })).toBeNull();
  expect(outgoingHint({ alerting: true, noAnswerYet: true })).toContain('call again');
});
