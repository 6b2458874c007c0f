import { describe, expect, test } from 'vitest';
import {
  CallState,
  DeviceRole,
  EndReason,
  ErrorCode,
  ParticipantState,
} from '../../../gen/visavis/v1/common_pb';
import { remoteMedia } from '../model/media';
import {
  answerFrom,
  BOB,
  callElsewhere,
  callEnded,
  callInitiated,
  callState,
  error,
  groupCall,
  groupRing,
  message,
  offerFrom,
  offerSdp,
  registered,
} from '../testing/builders';
import { setUpStage } from '../testing/setUpStage';
import { Stage } from '../testing/Stage';

const CAROL = { id: 'carol', name: 'Carol' };

let stage: Stage;
setUpStage((fresh) => {
  stage = fresh;
});

const offersTo = () => stage.sent('offer').map(({ body }) => (body.case === 'offer' ? body.value.to : ''));
const media = (userId: string) => remoteMedia(stage.model, userId);

/** Alice calls Bob and Carol, and Bob answers. */
async function startGroup(): Promise<void> {
  stage.session.control.startGroup([BOB, CAROL], 'video');
  await stage.receive(callInitiated('c1', 'key'));
  await stage.receive(
    message({ callId: 'c1', body: { case: 'callAnswered', value: { by: { userId: 'bob' } } } }),
  );
  await stage.receive(callState(groupCall(['bob'])));
}

describe('a call to several people', () => {
  test('names them all, and opens no connection before somebody answers', async () => {
    stage.session.control.startGroup([BOB, CAROL], 'video');
    await stage.settle();
    expect(stage.sent('initiateCall')[0]?.body.value).toMatchObject({ calleeIds: ['bob', 'carol'] });
    expect(stage.model.phase).toMatchObject({ kind: 'outgoing', isGroup: true });
    expect(stage.connections).toEqual([]);
  });

  test('waits for the offer of each who answers', async () => {
    await startGroup();
    expect(stage.sent('offer')).toEqual([]);
    await stage.receive(offerFrom('bob', offerSdp('bobs')));
    expect(stage.sent('answer').at(-1)?.body.value).toMatchObject({ to: 'bob' });
    expect(stage.connections).toHaveLength(1);
  });

  test('offers to somebody whose offer does not come', async () => {
    await startGroup();
    await stage.settle(5000);
    expect(offersTo()).toEqual(['bob']);
  });
});

test('an offer that crosses the own one is answered on a new connection, without the sections of the own one', async () => {
  await stage.receive(groupRing(['aaron', 'carol']));
  stage.session.control.answer('c1');
  await stage.settle();
  stage.socket.deliver(callState(groupCall(['aaron', 'carol'], {}, 2)));
  stage.socket.deliver(offerFrom('aaron', offerSdp('aarons'))); // before the own offer has been made
  await stage.settle();
  expect(stage.connections).toHaveLength(3);
  expect(stage.connection).toMatchObject({ remoteDescription: { sdp: offerSdp('aarons') } });
  expect(stage.sent('answer').at(-1)?.body.value).toMatchObject({ to: 'aaron' });
});

describe('joining a group call', () => {
  test('answers without an offer, because everybody in the call would take it', async () => {
    await stage.receive(groupRing(['bob', 'carol']));
    stage.session.control.answer('c1');
    await stage.settle();
    expect(stage.sent('answerCall')).toHaveLength(1);
    expect(stage.sent('answerCall')[0]?.body.value).not.toHaveProperty('sdp');
    expect(stage.connections).toEqual([]);
  });

  test('then offers to each who is there', async () => {
    await stage.joinGroup(['bob', 'carol']);
    expect(offersTo()).toEqual(['bob', 'carol']);
    await stage.receive(callState(groupCall(['bob', 'carol'], { version: 4 }, 2)));
    expect(stage.connections).toHaveLength(2);
  });

  test('who comes later offers to this device', async () => {
    await stage.joinGroup(['bob', 'carol']);
    await stage.receive(callState(groupCall(['bob', 'carol', 'dave'], { version: 4 }, 2)));
    expect(offersTo()).toEqual(['bob', 'carol']);
    await stage.receive(offerFrom('dave', offerSdp('daves')));
    expect(stage.sent('answer').at(-1)?.body.value).toMatchObject({ to: 'dave' });
  });

  test('the call of a ringing group shows who is in it', async () => {
    await stage.receive(groupRing(['bob', 'carol']));
    const { phase } = stage.model;
    expect(phase.kind === 'incoming' && [...phase.ring.peers.keys()]).toEqual(['bob', 'carol']);
  });

  test('a full call can be joined later', async () => {
    await stage.receive(groupRing(['bob', 'carol', 'dave', 'erin']));
    stage.session.control.answer('c1');
    await stage.receive(error(ErrorCode.CALL_FULL, 'answer_call:c1', undefined, 'c1'));
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.model.notice?.text).toContain('only 4 people');
    stage.session.control.joinCall('c1', [BOB]);
    await stage.receive(callState(groupCall(['bob', 'carol'], {}, 2)));
    expect(stage.model.phase).toMatchObject({ kind: 'active', callId: 'c1' });
  });
});

describe('somebody who leaves', () => {
  const carolLeft = { userId: 'carol', name: 'carol', state: ParticipantState.LEFT };

  test('is disconnected, and nobody else is', async () => {
    await stage.joinGroup(['bob', 'carol']);
    const { participants } = groupCall(['bob'], {}, 1);
    await stage.receive(callState(groupCall([], { version: 4, participants: [...participants, carolLeft] })));
    expect(stage.connections.map(({ closed }) => closed)).toEqual([false, true]);
    expect(stage.model.remote.has('carol')).toBe(false);
    expect(stage.model.phase.kind).toBe('active');
  });

  test('this user leaves, and can come back', async () => {
    await stage.joinGroup(['bob', 'carol']);
    stage.session.control.leave();
    expect(stage.sent('endCall')[0]?.body.value).not.toHaveProperty('forEveryone');
    expect(stage.connections.every(({ closed }) => closed)).toBe(true);
    await stage.receive(callEnded('c1', EndReason.ENDED));
    stage.session.control.joinCall('c1');
    expect(stage.sent('joinCall')).toHaveLength(1);
    await stage.receive(callState(groupCall(['bob', 'carol'], { version: 9 }, 2)));
    expect(stage.model.phase).toMatchObject({ kind: 'active', callId: 'c1' });
    expect(stage.connections.filter(({ closed }) => !closed)).toHaveLength(2);
  });

  test('this user leaves, and comes back before the server has answered', async () => {
    await stage.joinGroup(['bob', 'carol']);
    stage.session.control.leave();
    stage.session.control.joinCall('c1');
    await stage.receive({ ...callEnded('c1', EndReason.ENDED), requestId: 'end_call:c1' });
    await stage.receive(callState(groupCall(['bob', 'carol'], { version: 9 }, 2)));
    expect(stage.model.phase).toMatchObject({ kind: 'active', callId: 'c1' });
  });

  test('who is invited again rings again', async () => {
    await stage.joinGroup(['bob', 'carol']);
    stage.session.control.leave();
    await stage.receive(callEnded('c1', EndReason.ENDED), groupRing(['bob', 'carol']));
    expect(stage.model.phase).toMatchObject({ kind: 'incoming' });
  });
});

describe('the commands of a group call', () => {
  test('an invitation is sent once, and its refusal is shown', async () => {
    await stage.joinGroup(['bob', 'carol']);
    stage.session.control.invite(['dave']);
    expect(stage.sent('invite')[0]?.body.value).toMatchObject({ userIds: ['dave'] });
    await stage.receive(error(ErrorCode.CALL_FULL, 'invite:key', undefined, 'c1'));
    expect(stage.model.notice?.text).toContain('full');
    expect(stage.model.phase.kind).toBe('active');
  });

  test('the end for all', async () => {
    await startGroup();
    stage.session.control.endForAll();
    expect(stage.sent('endCall')[0]?.body.value).toMatchObject({ forEveryone: true });
    expect(stage.model.phase.kind).toBe('idle');
  });

  test('a call that is over cannot be joined', async () => {
    stage.session.control.joinCall('c1', [BOB]);
    expect(stage.model.phase).toMatchObject({ kind: 'joining', isGroup: true });
    await stage.receive(error(ErrorCode.CALL_UNAVAILABLE, 'join_call:c1', undefined, 'c1'));
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.model.notice?.text).toContain('over');
  });
});

describe('what the others send', () => {
  test('picture and sound are streams of their own', async () => {
    await stage.joinGroup(['bob', 'carol']);
    await stage.receive(answerFrom('bob', offerSdp('bobs')));
    expect(
      media('bob')
        .camera?.getTracks()
        .map(({ kind }) => kind),
    ).toEqual(['video']);
    expect(
      media('bob')
        .audio?.getTracks()
        .map(({ kind }) => kind),
    ).toEqual(['audio']);
    expect(media('carol').camera).toBeNull();
  });

  test('a camera that is off is not shown', async () => {
    await stage.joinGroup(['bob', 'carol']);
    await stage.receive(answerFrom('bob', offerSdp('bobs')));
    const value = { from: 'bob', audio: true, video: false };
    await stage.receive(message({ callId: 'c1', body: { case: 'mediaState', value } }));
    expect(media('bob').camera).toBeNull();
    expect(media('bob').audio).not.toBeNull();
  });

  test('a connection that is interrupted is shown as frozen', async () => {
    await stage.joinGroup(['bob', 'carol']);
    stage.connections[0]?.becomes('connected');
    stage.connections[0]?.becomes('disconnected');
    expect(media('bob').frozen).toBe(true);
    expect(media('carol').frozen).toBe(false);
  });

  test("the picture of a peer's old device stays until the first frame of the new one", async () => {
    await stage.joinGroup(['bob', 'carol']);
    await stage.receive(answerFrom('bob', offerSdp('bobs')));
    stage.connections[0]?.becomes('connected');
    const before = media('bob').camera;
    await stage.receive(offerFrom('bob', offerSdp('bobs-phone')));
    stage.connection.becomes('connected');
    await stage.settle(300);
    expect(media('bob').camera).toBe(before);
    stage.connection.receives('1', 'video', 1);
    await stage.settle(200);
    expect(media('bob').camera).not.toBe(before);
    expect(stage.connections[0]?.closed).toBe(true);
  });
});

describe('hand-off in a group', () => {
  test('when a peer has moved, this device offers to the new one', async () => {
    await stage.joinGroup(['bob', 'carol']);
    await stage.receive(
      message({ callId: 'c1', body: { case: 'participantMoved', value: { userId: 'bob' } } }),
    );
    expect(offersTo()).toEqual(['bob', 'carol', 'bob']);
  });

  test('the new device waits for the offers of the others', async () => {
    await stage.receive(callElsewhere('c1', CallState.CONNECTED));
    await stage.receive(callState(groupCall(['bob', 'carol'], { thisDevice: DeviceRole.OBSERVER }, 1)));
    stage.session.handOffCommands.pullToThisDevice();
    await stage.receive(callState(groupCall(['bob', 'carol'], { version: 5 }, 1)));
    expect(stage.sent('answerCall')).toHaveLength(1);
    expect(stage.sent('answerCall')[0]?.body.value).not.toHaveProperty('sdp');
    expect(stage.sent('offer')).toEqual([]);
    await stage.receive(offerFrom('bob', offerSdp('bobs')));
    expect(stage.sent('answer').at(-1)?.body.value).toMatchObject({ to: 'bob' });
    await stage.settle(5000);
    expect(offersTo()).toEqual(['carol']);
  });
});

test('a page that was reloaded offers to everybody once', async () => {
  const reloaded = new Stage();
  await reloaded.register(registered([groupCall(['bob', 'carol', 'dave'], {}, 1)]));
  const to = reloaded.sent('offer').map(({ body }) => (body.case === 'offer' ? body.value.to : ''));
  expect(to).toEqual(['bob', 'carol', 'dave']);
});

test('a call of two becomes a group without a new connection to the first peer', async () => {
  await stage.talk();
  const before = stage.connections.length;
  await stage.receive(callState(groupCall(['bob', 'carol'], { version: 4, initiatorId: 'bob' }, 1)));
  expect(stage.connections).toHaveLength(before);
  expect(media('bob').audio).not.toBeNull();
  await stage.receive(offerFrom('carol', offerSdp('carols')));
  expect(stage.connections).toHaveLength(before + 1);
});
