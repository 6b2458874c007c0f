import { describe, expect, test } from 'vitest';
import type { CallNotice, EndedCall } from '../../model/model';
import { endAnnouncement, endedKind, endReason } from './endText';

const call: EndedCall = {
  callId: 'c1',
  people: [{ id: 'bob', name: 'Bob' }],
  media: 'video',
  isGroup: false,
  seconds: 65,
  goesOn: false,
};
const ordinary: CallNotice = {
  tone: 'status',
  text: 'Call ended after 1 minute 5 seconds.',
  isOrdinary: true,
  endedCall: call,
};
const goesOn: CallNotice = { ...ordinary, endedCall: { ...call, isGroup: true, goesOn: true } };

test('the kind of a call', () => {
  expect(endedKind(call)).toBe('Video call');
  expect(endedKind({ ...call, media: 'audio', isGroup: true })).toBe('Group audio call');
});

describe('the reason of an end', () => {
  test('is left out if the end is ordinary', () => {
    expect(endReason(ordinary)).toBeNull();
  });

  test('is given in plain words otherwise', () => {
    const lost: CallNotice = { tone: 'status', text: 'The connection to Bob was lost.', endedCall: call };
    expect(endReason(lost)).toBe('The connection to Bob was lost.');
  });

  test('says that a group call goes on', () => {
    expect(endReason(goesOn)).toBe('The others are still in the call.');
  });
});

test('a screen reader hears how long the call was, and whether it goes on', () => {
  expect(endAnnouncement(ordinary)).toBe('Call ended after 1 minute 5 seconds.');
  expect(endAnnouncement(goesOn)).toBe(
    'You left the call after 1 minute 5 seconds. The others are still in it.',
  );
});
