import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { describe, expect, test } from 'vitest';
import { CallState, CallType, EndReason, ErrorCode } from '../../../gen/visavis/v1/common_pb';
import {
  answer,
  BOB,
  call,
  callAnswered,
  callEnded,
  callInitiated,
  callState,
  candidate,
  error,
  offerSdp,
  registered,
  ring,
} from '../testing/builders';
import { peerOf } from '../model/model';
import { setUpStage } from '../testing/setUpStage';
import { Stage } from '../testing/Stage';

const CAROL = { id: 'carol', name: 'Carol' };

let stage: Stage;
setUpStage((fresh) => {
  stage = fresh;
});

const bobsCall = (changes = {}) => callState(call('c1', { initiatorId: 'bob', ...changes }));

describe('the caller', () => {
  test("has camera, credentials and connection ready while the callee's devices ring", async () => {
    await stage.initiateCall();
    expect(stage.model.phase.kind).toBe('outgoing');
    expect(stage.model.local.video).toBe('on');
    expect(stage.connection.configuration).toMatchObject({
      iceServers: [{ urls: 'turn:relay:1' }],
      iceCandidatePoolSize: 1,
    });
    expect(stage.sent('iceCandidate')).toHaveLength(0);
  });

  test('answers the offer of the device that answered, with both tracks', async () => {
    await stage.initiateCall();
    await stage.receive(callAnswered('c1'), candidate('c1', 'far'));
    expect(stage.model.phase).toMatchObject({ kind: 'active', isInitiator: true });
    expect(stage.sent('answer')).toHaveLength(1);
    expect(stage.connection.transceivers.map(({ sender }) => sender.track)).toEqual(stage.devices.captured);
    expect(stage.connection.transceivers.map(({ direction }) => direction)).toEqual(['sendrecv', 'sendrecv']);
    expect(stage.connection.candidates).toHaveLength(1);
    expect(stage.link.stream).not.toBeNull();
  });

  test('cancels', async () => {
    await stage.initiateCall();
    stage.session.control.hangUp();
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.sent('endCall')[0]?.callId).toBe('c1');
    expect(stage.connection.closed).toBe(true);
    expect(stage.devices.captured.every(({ stopped }) => stopped)).toBe(true);
  });

  test('is told that nobody answers, some seconds before the call ends', async () => {
    await stage.initiateCall();
    await stage.settle(24_999);
    expect(stage.model.phase).toMatchObject({ kind: 'outgoing', noAnswerYet: false });
    await stage.settle(1);
    expect(stage.model.phase).toMatchObject({ kind: 'outgoing', noAnswerYet: true });
    await stage.receive(callEnded('c1', EndReason.NO_ANSWER));
    expect(stage.model.notice).toMatchObject({ text: 'Bob did not answer.', callAgain: { people: [BOB] } });
  });

  test('is told that nobody answers at the same time after a reload', async () => {
    const stillRinging = registered([call('c1', { state: CallState.RINGING })]); // created at 0
    const reloaded = new Stage();
    if (stillRinging.body.case === 'registered') stillRinging.body.value.serverTime = timestampFromMs(20_000);
    await reloaded.register(stillRinging);
    await reloaded.settle(4999);
    expect(reloaded.model.phase).toMatchObject({ kind: 'outgoing', noAnswerYet: false });
    await reloaded.settle(1);
    expect(reloaded.model.phase).toMatchObject({ kind: 'outgoing', noAnswerYet: true });
  });

  test('cancelling before the call id is known takes effect once it is', async () => {
    stage.session.control.initiateCall(BOB, 'video');
    stage.session.control.hangUp();
    expect(stage.sent('endCall')).toHaveLength(0);
    await stage.receive(callInitiated('c1', 'key'));
    expect(stage.sent('endCall')[0]?.callId).toBe('c1');
    expect(stage.model.phase.kind).toBe('idle');
  });

  test('cancelling while disconnected rings nobody later', async () => {
    stage.socket.disconnect();
    stage.session.control.initiateCall(BOB, 'video');
    stage.session.control.hangUp();
    await stage.settle(250);
    await stage.register();
    expect(stage.sent('initiateCall')).toHaveLength(0);
  });

  test('repeats the same attempt until the server has acknowledged it', async () => {
    stage.session.control.initiateCall(BOB, 'video');
    stage.socket.disconnect();
    await stage.settle(250);
    await stage.register();
    expect(stage.sent('initiateCall').map(({ idempotencyKey }) => idempotencyKey)).toEqual(['key']);
    await stage.receive(callInitiated('c1', 'key'));
    stage.socket.disconnect();
    await stage.settle(250);
    await stage.register(registered([call('c1', { state: CallState.RINGING })]));
    expect(stage.sent('initiateCall')).toHaveLength(0);
  });

  test('retries when the server is overloaded, and shows an error if it stays so', async () => {
    stage.session.control.initiateCall(BOB, 'video');
    await stage.receive(error(ErrorCode.UNAVAILABLE, 'initiate_call:key', 500));
    expect(stage.model.phase.kind).toBe('outgoing');
    await stage.settle(500);
    expect(stage.sent('initiateCall')).toHaveLength(2);
    await stage.receive(error(ErrorCode.UNAVAILABLE, 'initiate_call:key'));
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.model.notice?.text).toContain('not possible right now');
  });

  test.each([
    ['NotAllowedError', 'does not let Visavis use the camera'],
    ['NotFoundError', 'No camera was found'],
    ['NotReadableError', 'in use by another program'],
  ])('continues with audio only when the camera is refused (%s)', async (refusal, text) => {
    stage.devices.refuse = { video: refusal };
    await stage.initiateCall();
    expect(stage.model.local).toMatchObject({ audio: 'on', video: 'off' });
    expect(stage.model.local.problem).toContain(text);
  });

  test('continues without media when both are refused, and tells the peer', async () => {
    stage.devices.refuse = { audio: 'NotFoundError', video: 'NotFoundError' };
    await stage.initiateCall();
    expect(stage.model.local).toMatchObject({ audio: 'missing', video: 'off', stream: null });
    await stage.receive(callAnswered('c1'), callState(call('c1')));
    stage.connection.becomes('connected');
    expect(stage.sent('mediaState').at(-1)?.body.value).toMatchObject({ audio: false, video: false });
  });
});

describe('the callee', () => {
  test('alerts, and opens neither camera nor connection before answering', async () => {
    await stage.receive(ring('c1'));
    expect(stage.sent('ringing')[0]?.callId).toBe('c1');
    expect(stage.iceRequests).toBe(1);
    expect(stage.connections).toHaveLength(0);
    expect(stage.devices.captured).toHaveLength(0);
  });

  test('TURN credentials that expired while ringing are requested again', async () => {
    stage.iceServersValidMs = 10_000;
    await stage.receive(ring('c1'));
    await stage.settle(8000);
    stage.session.control.answer('c1');
    await stage.settle();
    expect(stage.iceRequests).toBe(2);
    expect(stage.connection.configuration.iceServers).toEqual([{ urls: 'turn:relay:2' }]);
  });

  test('each call has its own TURN credentials', async () => {
    await stage.beCalled();
    await stage.receive(callEnded('c1', EndReason.CANCELLED), ring('c2'));
    stage.session.control.answer('c2');
    await stage.settle();
    expect(stage.connection.configuration.iceServers).toEqual([{ urls: 'turn:relay:2' }]);
  });

  test('sends its offer with the answer; candidates never overtake it', async () => {
    await stage.beCalled();
    expect(stage.socket.cases.slice(2)).toEqual(['answerCall', 'iceCandidate']);
    expect(stage.sent('answerCall')[0]?.body.value).toMatchObject({
      sdp: { type: 'offer', sdp: offerSdp('near0') },
    });
    expect(stage.iceRequests).toBe(1);
  });

  test('is in the call when the server confirms it', async () => {
    await stage.talk();
    expect(stage.model.phase.kind).toBe('active');
    expect(stage.link.state).toBe('connected');
    expect(stage.sent('mediaState').at(-1)?.body.value).toMatchObject({ audio: true, video: true });
  });

  test('candidates that arrive before their description wait for it', async () => {
    await stage.beCalled();
    await stage.receive(bobsCall(), candidate('c1', 'far'));
    expect(stage.connection.candidates).toHaveLength(0);
    await stage.receive(answer('c1', offerSdp('far')));
    expect(stage.connection.candidates).toHaveLength(1);
  });

  test('shows that another device was faster', async () => {
    await stage.beCalled();
    await stage.receive(
      error(ErrorCode.CALL_UNAVAILABLE, 'answer_call:c1'),
      callEnded('c1', EndReason.ANSWERED_ELSEWHERE),
    );
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.model.notice?.text).toBe('Answered on another device.');
    expect(stage.connection.closed).toBe(true);
    stage.socket.disconnect();
    await stage.settle(250);
    await stage.register();
    expect(stage.sent('answerCall')).toHaveLength(0);
  });

  test('declines, and a late repetition of the ring has no effect', async () => {
    await stage.receive(ring('c1'));
    stage.session.control.decline('c1');
    await stage.receive(ring('c1'));
    expect(stage.sent('declineCall')).toHaveLength(1);
    expect(stage.model.phase.kind).toBe('idle');
  });

  test('stops ringing after the timeout while disconnected', async () => {
    await stage.receive(ring('c1'));
    stage.socket.disconnect();
    await stage.settle(32_999);
    expect(stage.model.phase.kind).toBe('incoming');
    await stage.settle(1);
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.model.notice?.text).toBe('You missed a call from Bob.');
  });

  test('declines again when the server asks for a retry', async () => {
    await stage.receive(ring('c1'));
    stage.session.control.decline('c1');
    await stage.receive(error(ErrorCode.UNAVAILABLE, 'decline_call:c1', 700, 'c1'));
    await stage.settle(700);
    expect(stage.sent('declineCall')).toHaveLength(2);
  });

  test('sends the answer again if the connection broke before it was confirmed', async () => {
    await stage.beCalled();
    stage.socket.disconnect();
    await stage.settle(250);
    await stage.register(registered([call('c1', { initiatorId: 'bob', state: CallState.RINGING })]));
    expect(stage.sent('answerCall')).toHaveLength(1);
  });

  test('answering a second call ends the first', async () => {
    await stage.talk();
    await stage.receive(ring('c2', CAROL));
    stage.session.control.answer('c2');
    await stage.settle();
    expect(stage.sent('endCall')[0]?.callId).toBe('c1');
    expect(stage.sent('answerCall').at(-1)?.callId).toBe('c2');
    expect(stage.model.phase).toMatchObject({ kind: 'joining', callId: 'c2' });
    expect(peerOf(stage.model.phase)).toEqual(CAROL);
    expect(stage.connections.map(({ closed }) => closed)).toEqual([true, false]);
  });
});

describe('both call each other at once', () => {
  test('the surviving call is answered without asking', async () => {
    await stage.initiateCall();
    await stage.receive(ring('c0'), callEnded('c1', EndReason.GLARE, 'c0'));
    expect(stage.model.phase).toMatchObject({ kind: 'joining', callId: 'c0' });
    expect(peerOf(stage.model.phase)).toEqual(BOB);
    expect(stage.sent('answerCall')[0]?.callId).toBe('c0');
    await stage.receive(callState(call('c0', { initiatorId: 'bob' })));
    expect(stage.model.phase).toMatchObject({ kind: 'active', isInitiator: false });
  });

  test('with video only if both asked for it', async () => {
    await stage.initiateCall();
    await stage.receive(ring('c0', BOB, CallType.AUDIO), callEnded('c1', EndReason.GLARE, 'c0'));
    expect(stage.model.phase).toMatchObject({ kind: 'joining', media: 'audio' });
    expect(stage.model.local.video).toBe('off');
    expect(stage.devices.captured.find(({ kind }) => kind === 'video')?.stopped).toBe(true);
  });
});
