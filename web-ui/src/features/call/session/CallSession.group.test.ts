import { beforeEach, describe, expect, test } from 'vitest';
import { ParticipantState } from '../../../gen/visavis/v1/common_pb';
import {
  answer,
  call,
  callAnswered,
  callState,
  candidate,
  message,
  offer,
  offerSdp,
  registered,
} from '../testing/builders';
import { setUpStage } from '../testing/setUpStage';
import { Stage } from '../testing/Stage';

const joined = (userId: string) => ({
  userId,
  name: userId,
  state: ParticipantState.JOINED,
  audio: true,
  video: true,
});
const AARON = { id: 'aaron', name: 'Aaron' };

let stage: Stage;
setUpStage((fresh) => {
  stage = fresh;
});

describe('signals name their far end', () => {
  test('the caller answers the callee', async () => {
    await stage.initiateCall();
    await stage.receive(callAnswered('c1'));
    expect(stage.sent('answer')[0]?.body.value).toMatchObject({ to: 'bob' });
    expect(stage.sent('iceCandidate')[0]?.body.value).toMatchObject({ to: 'bob' });
  });

  test('the callee sends candidates to the caller', async () => {
    await stage.beCalled();
    expect(stage.sent('iceCandidate')[0]?.body.value).toMatchObject({ to: 'bob' });
  });

  test('a sender that is absent is the peer of the call', async () => {
    await stage.beCalled();
    const { body, ...rest } = answer('c1', offerSdp('far'));
    if (body.case === 'answer') delete body.value.from;
    await stage.receive(callState(call('c1', { initiatorId: 'bob' })), { ...rest, body });
    expect(stage.connection.remoteDescription).toMatchObject({ sdp: offerSdp('far') });
  });
});

describe('a raised hand', () => {
  const raised = { ...joined('alice'), hand: true };

  test('is sent without what the microphone and the camera do, and shown once the server knows it', async () => {
    await stage.talk();
    stage.session.control.raiseHand(true);
    const onlyTheHand = message({ body: { case: 'mediaState', value: { hand: true } } });
    expect(stage.sent('mediaState').at(-1)?.body).toEqual(onlyTheHand.body);
    expect(stage.model.phase).toMatchObject({ kind: 'active', handRaised: false });
    const participants = [raised, joined('bob'), joined('carol')];
    await stage.receive(callState(call('c1', { version: 4, initiatorId: 'bob', participants })));
    expect(stage.model.phase).toMatchObject({ kind: 'active', handRaised: true });
  });

  test('is not sent outside of a call', () => {
    stage.session.control.raiseHand(true);
    expect(stage.sent('mediaState')).toEqual([]);
  });
});

describe('each far end has a connection of its own', () => {
  const participants = ['alice', 'bob', 'carol'].map(joined);
  const fromCarol = (sdp: string) => {
    const message = offer('c1', sdp);
    if (message.body.case === 'offer') message.body.value.from = 'carol';
    return message;
  };

  beforeEach(async () => {
    await stage.talk();
    await stage.receive(callState(call('c1', { version: 4, initiatorId: 'bob', participants })));
    await stage.receive(fromCarol(offerSdp('carols')));
  });

  test('an offer of a second peer opens a second one, and leaves the first alone', () => {
    expect(stage.connections).toHaveLength(2);
    expect(stage.connections[0]).toMatchObject({
      closed: false,
      remoteDescription: { sdp: offerSdp('far') },
    });
    expect(stage.connections[1]).toMatchObject({
      closed: false,
      remoteDescription: { sdp: offerSdp('carols') },
    });
    expect(stage.sent('answer').at(-1)?.body.value).toMatchObject({ to: 'carol' });
    expect([...stage.model.links.keys()]).toEqual(['bob', 'carol']);
  });

  test('a candidate goes to the connection of its sender', async () => {
    await stage.receive(candidate('c1', 'far'));
    expect(stage.connections.map(({ candidates }) => candidates.length)).toEqual([1, 0]);
  });

  test('both send what this device captures, and both close with the call', async () => {
    await stage.session.localMedia.setCamera(false);
    await stage.settle();
    for (const { transceivers } of stage.connections) expect(transceivers[1]?.sender.track).toBeNull();
    stage.session.control.hangUp();
    expect(stage.connections.map(({ closed }) => closed)).toEqual([true, true]);
  });

  test('a page that was reloaded sends an offer to each peer', async () => {
    const reloaded = new Stage();
    await reloaded.register(registered([call('c1', { participants })]));
    expect(reloaded.sent('offer').map(({ body }) => body.value)).toMatchObject([
      { to: 'bob' },
      { to: 'carol' },
    ]);
  });

  test('a quality report has a row for each', async () => {
    await stage.settle(10_000);
    expect(stage.sent('quality')[0]?.body.value).toMatchObject({
      links: [{ userId: 'bob' }, { userId: 'carol' }],
    });
  });
});

describe('both sides send an offer at once', () => {
  const collide = async (peer: { id: string; name: string }) => {
    stage.session.control.initiateCall(peer, 'video');
    const participants = ['alice', peer.id].map(joined);
    const answered = callAnswered('c1');
    if (answered.body.case === 'callAnswered' && answered.body.value.by)
      answered.body.value.by.userId = peer.id;
    await stage.receive(answered, callState(call('c1', { participants })));
    stage.connection.becomes('connected');
    stage.connection.becomes('disconnected');
    await stage.settle(3500);
    const theirs = offer('c1', offerSdp('far'));
    if (theirs.body.case === 'offer') theirs.body.value.from = peer.id;
    await stage.receive(theirs);
    return stage.sent('answer').length - 1; // without the first negotiation's
  };

  test('the user with the larger id accepts the other offer', async () => {
    expect(await collide(AARON)).toBe(1);
  });

  test('the user with the smaller id keeps its own', async () => {
    expect(await collide({ id: 'bob', name: 'Bob' })).toBe(0);
  });
});
