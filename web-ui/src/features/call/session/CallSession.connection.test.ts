import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ErrorCode } from '../../../gen/visavis/v1/common_pb';
import {
  answer,
  call,
  callAnswered,
  callState,
  error,
  message,
  offer,
  offerSdp,
  registered,
} from '../testing/builders';
import { Stage } from '../testing/Stage';

let stage: Stage;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.spyOn(console, 'warn').mockReturnValue();
  stage = new Stage();
  await stage.register();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('during the call', () => {
  test('mute and camera take effect here and are told', async () => {
    await stage.talk();
    await stage.session.localMedia.setMuted(true);
    expect(stage.devices.captured.find(({ kind }) => kind === 'audio')?.enabled).toBe(false);
    expect(stage.sent('mediaState').at(-1)?.body.value).toMatchObject({ audio: false, video: true });
    await stage.session.localMedia.setCamera(false);
    await stage.settle();
    expect(stage.devices.captured.find(({ kind }) => kind === 'video')?.stopped).toBe(true);
    expect(stage.sent('mediaState').at(-1)?.body.value).toMatchObject({ audio: false, video: false });
    expect(stage.connection.transceivers[1]?.sender.track).toBeNull();
    await stage.session.localMedia.setCamera(true);
    await stage.settle();
    expect(stage.connection.transceivers[1]?.sender.track).toBe(stage.devices.captured.at(-1));
  });

  test('a message that comes twice counts once', async () => {
    await stage.talk();
    await stage.receive(offer('c1', offerSdp('far'), 'm1'), offer('c1', offerSdp('far'), 'm1'));
    expect(stage.sent('answer')).toHaveLength(1);
  });

  test('the far side began anew: a new connection, and the old picture until it is up', async () => {
    await stage.talk();
    const before = stage.model.remoteStream;
    await stage.receive(offer('c1', offerSdp('far-again')));
    expect(stage.connections).toHaveLength(2);
    expect(stage.connections[0]?.closed).toBe(false);
    expect(stage.model.remoteStream).toBe(before);
    stage.connection.becomes('connected');
    expect(stage.model.remoteStream).toBe(before);
    stage.showIncoming();
    expect(stage.connections[0]?.closed).toBe(true);
    expect(stage.model.remoteStream).not.toBe(before);
  });

  test('media breaks off: fresh credentials and a restart of ICE, in words meanwhile', async () => {
    await stage.talk();
    const requests = stage.iceRequests;
    stage.connection.becomes('disconnected');
    expect(stage.model.phase).toMatchObject({ link: 'reconnecting' });
    await stage.settle(3500);
    expect(stage.iceRequests).toBe(requests + 1);
    expect(stage.connection.restarts).toBe(1);
    expect(stage.sent('offer')).toHaveLength(1);
    stage.connection.becomes('connected');
    expect(stage.model.phase).toMatchObject({ link: 'connected' });
  });

  test('the polite side takes the offer of the other when both restart at once', async () => {
    await stage.talk();
    stage.connection.becomes('disconnected');
    await stage.settle(3500);
    await stage.receive(offer('c1', offerSdp('far')));
    expect(stage.sent('answer')).toHaveLength(1);
  });

  test('the impolite side keeps its own', async () => {
    await stage.initiateCall();
    await stage.receive(callAnswered('c1'), callState(call('c1')));
    stage.connection.becomes('connected');
    stage.connection.becomes('disconnected');
    await stage.settle(2000);
    expect(stage.sent('offer')).toHaveLength(1);
    await stage.receive(offer('c1', offerSdp('far')));
    expect(stage.sent('answer')).toHaveLength(1); // the first negotiation's
  });

  test('hanging up tells how long it was, and frees the camera', async () => {
    await stage.talk();
    await stage.settle(65_000);
    stage.session.control.hangUp();
    expect(stage.model.notice?.text).toBe('Call ended after 1 minute 5 seconds.');
    expect(stage.devices.captured.every(({ stopped }) => stopped)).toBe(true);
    expect(stage.sent('endCall')).toHaveLength(1);
  });

  test('hanging up while the line is down ends the call once it is back', async () => {
    await stage.talk();
    stage.socket.breaks();
    stage.session.control.hangUp();
    await stage.settle(250);
    await stage.register(registered([call('c1')]));
    expect(stage.sent('endCall')[0]?.callId).toBe('c1');
    expect(stage.model.phase.kind).toBe('idle');
  });
});

describe('the line breaks in mid-call', () => {
  const comeBack = async (resumed: boolean) => {
    stage.socket.breaks();
    await stage.settle(250);
    await stage.register(registered([call('c1', { initiatorId: 'bob', resumed })]));
  };

  test('media goes on, and nothing is negotiated when nothing was lost', async () => {
    await stage.talk();
    await comeBack(true);
    expect(stage.model.phase).toMatchObject({ kind: 'active', link: 'connected' });
    expect(stage.connection.restarts).toBe(0);
    expect(stage.sent('offer')).toHaveLength(0);
  });

  test('ICE restarts when something may be lost', async () => {
    await stage.talk();
    await comeBack(false);
    expect(stage.connection.restarts).toBe(1);
    expect(stage.sent('offer')).toHaveLength(1);
  });

  test('a call that the server does not list is asked for, and over if unknown', async () => {
    await stage.talk();
    stage.socket.breaks();
    await stage.settle(250);
    await stage.register(registered());
    expect(stage.sent('sync')[0]?.callId).toBe('c1');
    await stage.receive(error(ErrorCode.CALL_NOT_FOUND, 'sync:c1'));
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.model.notice?.text).toBe('The call with Bob is over.');
  });

  test('a call that the server does not list and that goes on all the same starts anew', async () => {
    await stage.talk();
    stage.socket.breaks();
    await stage.settle(250);
    await stage.register(registered());
    await stage.receive(callState(call('c1', { initiatorId: 'bob' })));
    expect(stage.connection.restarts).toBe(1);
    await stage.receive(callState(call('c1', { initiatorId: 'bob' })));
    expect(stage.connection.restarts).toBe(1);
  });

  test('an answer to the page that was here before is passed over', async () => {
    await stage.talk();
    await stage.receive(offer('c1', offerSdp('far-again')));
    const earlier = stage.sent('answer').at(-1)?.body.value as { sdp: { sdp: string } };
    const reloaded = new Stage();
    await reloaded.register(registered([call('c1', { resumed: false })]));
    await reloaded.receive(answer('c1', earlier.sdp.sdp));
    expect(reloaded.connection.remoteDescription).toBeNull();
    await reloaded.receive(answer('c1', offerSdp('of-another-client')));
    expect(reloaded.connection.remoteDescription).not.toBeNull();
  });

  test('an answer that says which offer it is about is taken', async () => {
    const reloaded = new Stage();
    await reloaded.register(registered([call('c1', { resumed: false })]));
    const { sdp } = reloaded.sent('offer')[0]?.body.value as { sdp: { sdp: string } };
    await stage.talk();
    await stage.receive(offer('c1', sdp.sdp));
    const theirs = stage.sent('answer').at(-1)?.body.value as { sdp: { sdp: string } };
    await reloaded.receive(answer('c1', theirs.sdp.sdp));
    expect(reloaded.connection.signalingState).toBe('stable');
  });

  test('media that connects for too long is begun anew', async () => {
    await stage.talk();
    stage.connection.becomes('connecting');
    await stage.settle(12_000);
    expect(stage.connection.restarts).toBe(1);
  });

  test('a page that was reloaded in mid-call offers anew', async () => {
    const reloaded = new Stage();
    await reloaded.register(registered([call('c1', { resumed: false })]));
    expect(reloaded.model.phase).toMatchObject({ kind: 'active', callId: 'c1' });
    expect(reloaded.sent('offer')).toHaveLength(1);
    expect(reloaded.model.local.video).toBe('on');
  });

  test('and whoever was muted, with the camera off, stays so', async () => {
    const participants = [
      { userId: 'alice', name: 'Alice' },
      { userId: 'bob', name: 'Bob' },
    ];
    const reloaded = new Stage();
    await reloaded.register(registered([call('c1', { participants })]));
    expect(reloaded.model.local).toMatchObject({ audio: 'muted', video: 'off' });
    expect(reloaded.devices.captured.map(({ kind, enabled }) => [kind, enabled])).toEqual([['audio', false]]);
  });

  test('a tab that another one replaced lets go of camera and call, and ends nothing', async () => {
    await stage.talk();
    stage.socket.breaks(4009);
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.connection.closed).toBe(true);
    expect(stage.devices.captured.every(({ stopped }) => stopped)).toBe(true);
    expect(stage.sent('endCall')).toHaveLength(0);
  });

  test('and takes the call back when the user wants it there', async () => {
    await stage.talk();
    stage.socket.breaks(4009);
    stage.session.signaling.start();
    await stage.register(registered([call('c1', { initiatorId: 'bob' })]));
    expect(stage.model.phase).toMatchObject({ kind: 'active', callId: 'c1' });
  });
});

test('?relay=only keeps to relays, also after a restart of ICE', async () => {
  stage = new Stage(true);
  await stage.register();
  await stage.talk();
  expect(stage.connection.configuration.iceTransportPolicy).toBe('relay');
  stage.connection.becomes('failed');
  await stage.settle(500);
  expect(stage.connection.configuration.iceTransportPolicy).toBe('relay');
});

test('where contacts are is told to whoever wants to know, and changes no call', async () => {
  await stage.talk();
  const before = stage.model;
  await stage.receive(
    message({ body: { case: 'presence', value: { users: [{ userId: 'bob', online: true }] } } }),
  );
  expect(stage.otherMessages.map(({ body }) => body.case)).toEqual(['presence']);
  expect(stage.model).toBe(before);
});

test('a renewed session restarts ICE: the old socket may have swallowed something', async () => {
  await stage.talk();
  const requests = stage.iceRequests;
  stage.session.signaling.renew();
  await stage.register(registered([call('c1', { initiatorId: 'bob' })]));
  expect(stage.iceRequests).toBe(requests + 1);
  expect(stage.connection.restarts).toBe(1);
  expect(stage.model.phase).toMatchObject({ kind: 'active' });
});
