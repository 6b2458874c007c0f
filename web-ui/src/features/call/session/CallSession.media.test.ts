import { describe, expect, test } from 'vitest';
import { CallType, EndReason } from '../../../gen/visavis/v1/common_pb';
import {
  BOB,
  call,
  callAnswered,
  callEnded,
  callInitiated,
  callState,
  registered,
  ring,
} from '../testing/builders';
import { setUpStage } from '../testing/setUpStage';
import { Stage } from '../testing/Stage';

let stage: Stage;
setUpStage((fresh) => {
  stage = fresh;
});

/** The latest announcement to the peer. */
const announced = () => stage.sent('mediaState').at(-1)?.body.value;
const microphone = () => stage.devices.captured.findLast(({ kind }) => kind === 'audio');
const camera = () => stage.devices.captured.findLast(({ kind }) => kind === 'video');
const cameraOn = () => camera() !== undefined && camera()?.stopped === false;

async function initiateCall(media: 'audio' | 'video'): Promise<void> {
  stage.session.control.initiateCall(BOB, media);
  await stage.receive(callInitiated('c1', 'key'));
}

describe('only the user turns the camera on', () => {
  test('glare: a user who chose audio sends audio, even into a video call', async () => {
    await initiateCall('audio');
    await stage.receive(ring('c0', BOB, CallType.VIDEO), callEnded('c1', EndReason.GLARE, 'c0'));
    await stage.receive(callState(call('c0', { initiatorId: 'bob' })));
    expect(stage.model.phase).toMatchObject({ kind: 'active', media: 'audio' });
    expect(camera()).toBeUndefined();
    expect(announced()).toMatchObject({ audio: true, video: false });
  });

  test('glare, before the other call has rung here', async () => {
    await initiateCall('audio');
    await stage.receive(callEnded('c1', EndReason.GLARE, 'c0'), ring('c0', BOB, CallType.VIDEO));
    await stage.receive(callState(call('c0', { initiatorId: 'bob' })));
    expect(camera()).toBeUndefined();
  });

  test('glare: the camera of a user who chose video is turned off, because the peer chose audio', async () => {
    await initiateCall('video');
    expect(cameraOn()).toBe(true);
    await stage.receive(ring('c2', BOB, CallType.AUDIO), callEnded('c2', EndReason.GLARE, 'c1'));
    await stage.receive(callAnswered('c1'), callState(call('c1')));
    expect(cameraOn()).toBe(false);
    expect(stage.model.phase).toMatchObject({ kind: 'active', media: 'audio' });
    expect(announced()).toMatchObject({ audio: true, video: false });
  });

  test('glare while the browser is still opening the camera', async () => {
    stage.devices.hold();
    await initiateCall('video');
    await stage.receive(ring('c2', BOB, CallType.AUDIO), callEnded('c2', EndReason.GLARE, 'c1'));
    stage.devices.release();
    await stage.settle();
    expect(cameraOn()).toBe(false);
    expect(stage.model.local).toMatchObject({ audio: 'on', video: 'off' });
  });

  test('glare, and only the state of the surviving call shows that the peer chose audio', async () => {
    await initiateCall('video');
    await stage.receive(callEnded('c1', EndReason.GLARE, 'c0'));
    await stage.receive(callState(call('c0', { initiatorId: 'bob', callType: CallType.AUDIO })));
    expect(cameraOn()).toBe(false);
  });

  test('a video call that is answered without video stays a video call', async () => {
    await stage.receive(ring('c1'));
    stage.session.control.answer('c1', 'audio');
    await stage.receive(callState(call('c1', { initiatorId: 'bob' })));
    expect(camera()).toBeUndefined();
    expect(announced()).toMatchObject({ audio: true, video: false });
    expect(stage.model.phase).toMatchObject({ kind: 'active', media: 'video' });
    await stage.session.localMedia.setCamera(true);
    expect(announced()).toMatchObject({ audio: true, video: true });
  });

  test('after a reload, the camera stays off if the server does not know that it was on', async () => {
    const reloaded = new Stage();
    await reloaded.register(registered([call('c1', { participants: [{ userId: 'bob', name: 'Bob' }] })]));
    expect(reloaded.devices.captured.map(({ kind }) => kind)).toEqual(['audio']);
  });

  test('turning the camera off while the browser is still opening it sends no video', async () => {
    stage.devices.hold();
    await stage.beCalled();
    await stage.session.localMedia.setCamera(false);
    stage.devices.release();
    await stage.settle();
    expect(cameraOn()).toBe(false);
    expect(stage.model.local).toMatchObject({ audio: 'on', video: 'off' });
  });
});

describe('what the caller chooses while it rings holds when the call is answered', () => {
  const answered = async () => {
    await stage.receive(callAnswered('c1'), callState(call('c1')));
    stage.connection.becomes('connected');
    await stage.settle();
  };
  const sentTracks = () => stage.connection.transceivers.map(({ sender }) => sender.track);

  test('muted, and with the camera off', async () => {
    await initiateCall('video');
    await stage.session.localMedia.setMuted(true);
    await stage.session.localMedia.setCamera(false);
    await answered();
    expect(stage.model.local).toMatchObject({ audio: 'muted', video: 'off' });
    expect(announced()).toMatchObject({ audio: false, video: false });
    expect(sentTracks()).toEqual([microphone(), null]);
    expect(microphone()?.enabled).toBe(false);
    expect(cameraOn()).toBe(false);
  });

  test('off and on again, in a call that is ready before it is answered', async () => {
    await initiateCall('video');
    const prepared = stage.connection;
    await stage.session.localMedia.setCamera(false);
    await stage.session.localMedia.setCamera(true);
    await answered();
    expect(stage.connection).toBe(prepared);
    expect(announced()).toMatchObject({ audio: true, video: true });
    expect(sentTracks()).toEqual([microphone(), camera()]);
    expect(cameraOn()).toBe(true);
  });

  test('other devices', async () => {
    stage.devices.plugged = { audio: ['Microphone', 'Headset'], video: ['Camera', 'Webcam'] };
    await initiateCall('video');
    await stage.session.localMedia.choose('audio', 'Headset');
    await stage.session.localMedia.choose('video', 'Webcam');
    await answered();
    expect([microphone()?.label, camera()?.label]).toEqual(['Headset', 'Webcam']);
    expect(sentTracks()).toEqual([microphone(), camera()]);
  });

  test('the camera, in an audio call', async () => {
    await initiateCall('audio');
    await stage.session.localMedia.setCamera(true);
    await answered();
    expect(announced()).toMatchObject({ audio: true, video: true });
  });

  test('glare keeps the microphone muted and the camera off', async () => {
    await initiateCall('video');
    await stage.session.localMedia.setMuted(true);
    await stage.session.localMedia.setCamera(false);
    const captured = stage.devices.captured.length;
    await stage.receive(ring('c0'), callEnded('c1', EndReason.GLARE, 'c0'));
    await stage.receive(callState(call('c0', { initiatorId: 'bob' })));
    expect(stage.model.phase.kind).toBe('active');
    expect(stage.model.local).toMatchObject({ audio: 'muted', video: 'off' });
    expect(stage.devices.captured).toHaveLength(captured);
    expect(announced()).toMatchObject({ audio: false, video: false });
  });

  test('the next call begins with microphone and camera on', async () => {
    await initiateCall('video');
    await stage.session.localMedia.setMuted(true);
    stage.session.control.hangUp();
    await initiateCall('video');
    await stage.settle();
    expect(stage.model.local).toMatchObject({ audio: 'on', video: 'on' });
  });
});

describe('the microphone state is what the peer hears', () => {
  test('nothing is sent while the browser asks the user, and both sides see that', async () => {
    stage.devices.hold();
    await stage.talk();
    expect(stage.model.local.audio).toBe('requesting');
    expect(announced()).toMatchObject({ audio: false, video: false });
    stage.devices.release();
    await stage.settle();
    expect(stage.model.local.audio).toBe('on');
    expect(announced()).toMatchObject({ audio: true, video: true });
  });

  test('the peer is told before media connects, because it may never connect', async () => {
    stage.devices.refuse = { audio: 'NotAllowedError' };
    await stage.beCalled();
    await stage.receive(callState(call('c1', { initiatorId: 'bob' })));
    expect(announced()).toMatchObject({ audio: false });
  });

  test('unmuting requests a denied microphone again', async () => {
    stage.devices.refuse = { audio: 'NotAllowedError' };
    await stage.talk();
    expect(stage.model.local).toMatchObject({ audio: 'missing' });
    expect(stage.model.local.problem).toContain('then turn it on here');
    await stage.session.localMedia.setMuted(false);
    expect(stage.model.local.audio).toBe('missing');
    stage.devices.refuse = {};
    await stage.session.localMedia.setMuted(false);
    await stage.settle();
    expect(stage.model.local).toMatchObject({ audio: 'on', video: 'on', problem: null });
    expect(announced()).toMatchObject({ audio: true, video: true });
    expect(stage.connection.transceivers[0]?.sender.track).toBe(microphone());
  });

  test.each(['audio', 'video'] as const)('another device replaces a lost one (%s)', async (kind) => {
    await stage.talk();
    const [lost, name] = kind === 'audio' ? [microphone(), 'microphone'] : [camera(), 'camera'];
    stage.devices.plugged[kind] = ['Headset'];
    lost?.ends();
    expect(announced()).toMatchObject({ [kind]: false });
    await stage.settle();
    expect(lost?.stopped).toBe(true);
    expect(stage.model.local[kind]).toBe('on');
    expect(stage.model.notice?.text).toBe(`The ${name} was disconnected. Visavis now uses Headset.`);
    expect(announced()).toMatchObject({ audio: true, video: true });
    expect(stage.connection.transceivers[kind === 'audio' ? 0 : 1]?.sender.track).toBe(
      kind === 'audio' ? microphone() : camera(),
    );
  });

  test('a muted microphone is replaced by a muted one', async () => {
    await stage.talk();
    await stage.session.localMedia.setMuted(true);
    microphone()?.ends();
    await stage.settle();
    expect(microphone()?.enabled).toBe(false);
    expect(stage.model.local.audio).toBe('muted');
    expect(announced()).toMatchObject({ audio: false });
  });

  test('after the last microphone is lost, the next one that is plugged in is used', async () => {
    await stage.talk();
    stage.devices.refuse = { audio: 'NotFoundError' };
    microphone()?.ends();
    await stage.settle();
    expect(stage.model.local).toMatchObject({ audio: 'missing', video: 'on' });
    expect(stage.model.local.problem).toBe('The microphone was disconnected. No microphone was found.');
    expect(announced()).toMatchObject({ audio: false, video: true });
    stage.devices.refuse = {};
    stage.devices.change({ audio: ['Headset'] });
    await stage.settle();
    expect(stage.model.local).toMatchObject({ audio: 'on', problem: null });
    expect(announced()).toMatchObject({ audio: true, video: true });
  });

  test('a device that is no longer listed is lost, even if its track has not ended', async () => {
    await stage.talk();
    stage.devices.change({ audio: ['Headset'] });
    await stage.settle();
    expect(microphone()?.label).toBe('Headset');
    expect(stage.model.local.audio).toBe('on');
  });

  test('plugging in another device changes nothing', async () => {
    await stage.talk();
    const before = stage.devices.captured.length;
    stage.devices.change({ audio: ['Microphone', 'Headset'] });
    await stage.settle();
    expect(stage.devices.captured).toHaveLength(before);
  });

  test('a camera that is plugged in is not turned on', async () => {
    await stage.talk();
    stage.devices.refuse = { video: 'NotFoundError' };
    camera()?.ends();
    await stage.settle();
    expect(stage.model.local.video).toBe('off');
    stage.devices.refuse = {};
    stage.devices.change({ video: ['Webcam'] });
    await stage.settle();
    expect(stage.model.local.video).toBe('off');
  });

  test('a switch on the microphone mutes it, and both sides see that', async () => {
    await stage.talk();
    microphone()?.isMuted(true);
    expect(stage.model.local.audio).toBe('missing');
    expect(announced()).toMatchObject({ audio: false });
    microphone()?.isMuted(false);
    expect(stage.model.local).toMatchObject({ audio: 'on', problem: null });
    expect(announced()).toMatchObject({ audio: true });
  });

  test('after the call, an unplugged device has no effect', async () => {
    await stage.talk();
    stage.session.control.hangUp();
    const before = stage.devices.captured.length;
    microphone()?.ends();
    stage.devices.change({ audio: [] });
    await stage.settle();
    expect(stage.devices.captured).toHaveLength(before);
    expect(stage.model.phase.kind).toBe('idle');
  });
});
