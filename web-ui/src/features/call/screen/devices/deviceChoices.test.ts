import { describe, expect, test } from 'vitest';
import { deviceChoices, otherCamera } from './deviceChoices';

const device = (kind: MediaDeviceKind, deviceId: string, label = '') => ({ kind, deviceId, label });

describe('the devices to choose from', () => {
  const devices = [
    device('audioinput', 'a', 'Headset'),
    device('audioinput', 'b'),
    device('audiooutput', 'a', 'Headset'),
    device('videoinput', ''),
  ];

  test('are those of one kind, and numbered if they have no name', () => {
    expect(deviceChoices(devices, 'audioinput', 'Microphone')).toEqual([
      { id: 'a', label: 'Headset' },
      { id: 'b', label: 'Microphone 2' },
    ]);
  });

  test('do not include one that the browser does not reveal', () => {
    expect(deviceChoices(devices, 'videoinput', 'Camera')).toEqual([]);
  });
});

describe('the other camera of a phone', () => {
  const labelled = [
    device('audioinput', 'm', 'Front microphone'),
    device('videoinput', 'f', 'camera2 1, facing front'),
    device('videoinput', 'b', 'camera2 0, facing back'),
  ];

  test('is found by its label', () => {
    expect(otherCamera(labelled, 'user')).toBe('b');
    expect(otherCamera(labelled, 'environment')).toBe('f');
  });

  test('is found by what it says about itself, whatever its label', () => {
    const capable = [
      { ...device('videoinput', 'x', 'Back to front'), getCapabilities: () => ({ facingMode: ['user'] }) },
      { ...device('videoinput', 'y', 'Kamera'), getCapabilities: () => ({ facingMode: ['environment'] }) },
    ];
    expect(otherCamera(capable, 'user')).toBe('y');
  });

  test('does not exist on a computer', () => {
    expect(otherCamera([device('videoinput', 'w', 'Webcam')], 'user')).toBeNull();
    expect(otherCamera(labelled, undefined)).toBeNull();
  });
});
