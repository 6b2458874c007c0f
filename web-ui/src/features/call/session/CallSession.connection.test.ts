import { describe, expect, test } from 'vitest';
import { ErrorCode } from '../../../gen/visavis/v1/common_pb';
import { answer, call, callState, error, message, offer, offerSdp, registered } from '../testing/builders';
import { setUpStage } from '../testing/setUpStage';
import { Stage } from '../testing/Stage';

let stage: Stage;
setUpStage((fresh) => {
  stage = fresh;
});

describe('during the call', () => {
  test('mute and camera take effect and are announced', async () => {
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

  test('a repeated message has no further effect', async () => {
    await stage.talk();
    await stage.receive(offer('c1', offerSdp('far'), 'm1'), offer('c1', offerSdp('far'), 'm1'));
    expect(stage.sent('answer')).toHaveLength(1);
  });

  test('the peer starts again: a new connection, and the old video until it is connected', async () => {
    await stage.talk();
    const before = stage.link.stream;
    await stage.receive(offer('c1', offerSdp('far-again')));
    expect(stage.connections).toHaveLength(2);
    expect(stage.connections[0]?.closed).toBe(false);
    expect(stage.link.stream).toBe(before);
    stage.connection.becomes('connected');
    expect(stage.link.stream).toBe(before);
    stage.showIncoming();
    expect(stage.connections[0]?.closed).toBe(true);
    expect(stage.link.stream).not.toBe(before);
  });

  test('an interrupted connection: new credentials and an ICE restart', async () => {
    await stage.talk();
    const requests = stage.iceRequests;
    stage.connection.becomes('disconnected');
    expect(stage.link.state).toBe('reconnecting');
    await stage.settle(3500);
    expect(stage.iceRequests).toBe(requests + 1);
    expect(stage.connection.restarts).toBe(1);
    expect(stage.sent('offer')).toHaveLength(1);
    stage.connection.becomes('connected');
    expect(stage.link.state).toBe('connected');
  });

  test('hanging up shows the duration, and stops the camera', async () => {
    await stage.talk();
    await stage.settle(65_000);
    stage.session.control.hangUp();
    expect(stage.model.notice).toMatchObject({
      text: 'Call ended after 1 minute 5 seconds.',
      isOrdinary: true,
      endedCall: { people: [{ id: 'bob' }], seconds: 65, goesOn: false },
    });
    expect(stage.devices.captured.every(({ stopped }) => stopped)).toBe(true);
    expect(stage.sent('endCall')).toHaveLength(1);
  });

  test('hanging up while disconnected ends the call after reconnecting', async () => {
    await stage.talk();
    stage.socket.disconnect();
    stage.session.control.hangUp();
    await stage.settle(250);
    await stage.register(registered([call('c1')]));
    expect(stage.sent('endCall')[0]?.callId).toBe('c1');
    expect(stage.model.phase.kind).toBe('idle');
  });
});

describe('the server connection breaks during a call', () => {
  const reconnect = async (resumed: boolean) => {
    stage.socket.disconnect();
    await stage.settle(250);
    await stage.register(registered([call('c1', { initiatorId: 'bob', resumed })]));
  };

  test('media continues, and nothing is negotiated if nothing was lost', async () => {
    await stage.talk();
    await reconnect(true);
    expect(stage.model.phase.kind).toBe('active');
    expect(stage.link.state).toBe('connected');
    expect(stage.connection.restarts).toBe(0);
    expect(stage.sent('offer')).toHaveLength(0);
  });

  test('ICE restarts if messages may be lost', async () => {
    await stage.talk();
    await reconnect(false);
    expect(stage.connection.restarts).toBe(1);
    expect(stage.sent('offer')).toHaveLength(1);
  });

  test('a call that the server does not list is requested, and is over if unknown', async () => {
    await stage.talk();
    stage.socket.disconnect();
    await stage.settle(250);
    await stage.register(registered());
    expect(stage.sent('sync')[0]?.callId).toBe('c1');
    await stage.receive(error(ErrorCode.CALL_NOT_FOUND, 'sync:c1'));
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.model.notice?.text).toBe('The call with Bob is over.');
  });

  test('a call that the server did not list but that continues restarts ICE', async () => {
    await stage.talk();
    stage.socket.disconnect();
    await stage.settle(250);
    await stage.register(registered());
    await stage.receive(callState(call('c1', { initiatorId: 'bob' })));
    expect(stage.connection.restarts).toBe(1);
    await stage.receive(callState(call('c1', { initiatorId: 'bob' })));
    expect(stage.connection.restarts).toBe(1);
  });

  test('an answer to the previous page of this device is ignored', async () => {
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

  test('an answer that names its offer is accepted', async () => {
    const reloaded = new Stage();
    await reloaded.register(registered([call('c1', { resumed: false })]));
    const { sdp } = reloaded.sent('offer')[0]?.body.value as { sdp: { sdp: string } };
    await stage.talk();
    await stage.receive(offer('c1', sdp.sdp));
    const theirs = stage.sent('answer').at(-1)?.body.value as { sdp: { sdp: string } };
    await reloaded.receive(answer('c1', theirs.sdp.sdp));
    expect(reloaded.connection.signalingState).toBe('stable');
  });

  test('ICE restarts if connecting takes too long', async () => {
    await stage.talk();
    stage.connection.becomes('connecting');
    await stage.settle(12_000);
    expect(stage.connection.restarts).toBe(1);
  });

  test('a page that was reloaded during a call sends a new offer', async () => {
    const reloaded = new Stage();
    await reloaded.register(registered([call('c1', { resumed: false })]));
    expect(reloaded.model.phase).toMatchObject({ kind: 'active', callId: 'c1' });
    expect(reloaded.sent('offer')).toHaveLength(1);
    expect(reloaded.model.local.video).toBe('on');
  });

  test('and stays muted, with the camera off', async () => {
    const participants = [
      { userId: 'alice', name: 'Alice' },
      { userId: 'bob', name: 'Bob' },
    ];
    const reloaded = new Stage();
    await reloaded.register(registered([call('c1', { participants })]));
    expect(reloaded.model.local).toMatchObject({ audio: 'muted', video: 'off' });
    expect(reloaded.devices.captured.map(({ kind, enabled }) => [kind, enabled])).toEqual([['audio', false]]);
  });

  test('a tab that was replaced by another one stops camera and call, and does not end the call', async () => {
    await stage.talk();
    stage.socket.disconnect(4009);
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.connection.closed).toBe(true);
    expect(stage.devices.captured.every(({ stopped }) => stopped)).toBe(true);
    expect(stage.sent('endCall')).toHaveLength(0);
  });

  test('and takes the call back if the user wants to use it', async () => {
    await stage.talk();
    stage.socket.disconnect(4009);
    stage.session.signaling.start();
    await stage.register(registered([call('c1', { initiatorId: 'bob' })]));
    expect(stage.model.phase).toMatchObject({ kind: 'active', callId: 'c1' });
  });
});

test('?relay=only uses TURN servers only, even after an ICE restart', async () => {
  stage = new Stage(true);
  await stage.register();
  await stage.talk();
  expect(stage.connection.configuration.iceTransportPolicy).toBe('relay');
  stage.connection.becomes('failed');
  await stage.settle(500);
  expect(stage.connection.configuration.iceTransportPolicy).toBe('relay');
});

test('presence is passed on, and does not change a call', async () => {
  await stage.talk();
  const before = stage.model;
  await stage.receive(
    message({ body: { case: 'presence', value: { users: [{ userId: 'bob', online: true }] } } }),
  );
  expect(stage.otherMessages.map(({ body }) => body.case)).toEqual(['presence']);
  expect(stage.model).toBe(before);
});

test('a renewed session restarts ICE, because messages on the old socket may be lost', async () => {
  await stage.talk();
  const requests = stage.iceRequests;
  stage.session.signaling.renew();
  await stage.register(registered([call('c1', { initiatorId: 'bob' })]));
  expect(stage.iceRequests).toBe(requests + 1);
  expect(stage.connection.restarts).toBe(1);
  expect(stage.model.phase).toMatchObject({ kind: 'active' });
});
