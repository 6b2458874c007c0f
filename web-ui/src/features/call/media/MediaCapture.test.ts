import { beforeEach, expect, test, vi } from 'vitest';
import { FakeDevices, FakeStream } from '../testing/FakeMedia';
import type { DevicePreferences } from './MediaCapture';
import { MediaCapture } from './MediaCapture';

let devices: FakeDevices;

beforeEach(() => {
  vi.stubGlobal('MediaStream', FakeStream);
  devices = new FakeDevices();
  devices.plugged = { audio: ['Microphone', 'Headset'], video: ['Camera', 'Other camera'] };
  return () => {
    vi.unstubAllGlobals();
  };
});

function capture(preferences: DevicePreferences): MediaCapture {
  const ignore = () => undefined;
  return new MediaCapture({
    devices: devices.asDevices(),
    preferences,
    camera: {},
    onChange: ignore,
    onReplaced: ignore,
  });
}

const used = (sender: MediaCapture) => [sender.track('audio')?.label, sender.track('video')?.label];

test('the devices that the user has chosen are used', async () => {
  const sender = capture({ audio: 'Headset', video: 'Other camera' });
  await sender.open(true);
  expect(used(sender)).toEqual(['Headset', 'Other camera']);
});

test('a device that is no longer plugged in is replaced, and the other one is not', async () => {
  const withoutCamera = capture({ audio: 'Headset', video: 'Gone' });
  await withoutCamera.open(true);
  expect(used(withoutCamera)).toEqual(['Headset', 'Camera']);
  const withoutMicrophone = capture({ audio: 'Gone', video: 'Other camera' });
  await withoutMicrophone.open(true);
  expect(used(withoutMicrophone)).toEqual(['Microphone', 'Other camera']);
  const withoutBoth = capture({ audio: 'Gone', video: 'Gone' });
  await withoutBoth.open(true);
  expect(used(withoutBoth)).toEqual(['Microphone', 'Camera']);
});

test('another microphone can be chosen during the call', async () => {
  const sender = capture({ audio: null, video: null });
  await sender.open(true);
  await sender.choose('audio', 'Headset');
  expect(used(sender)).toEqual(['Headset', 'Camera']);
});
