import { describe, expect, test } from 'vitest';
import { CallState, EndReason, ErrorCode, ParticipantState } from '../../../gen/visavis/v1/common_pb';
import {
  BOB,
  call,
  callAnswered,
  callEnded,
  callInitiated,
  callState,
  error,
  message,
  offer,
  offerSdp,
  registered,
  ring,
  transferRing,
} from '../testing/builders';
import { setUpStage } from '../testing/setUpStage';
import { Stage } from '../testing/Stage';
import { problemText } from '../model/problemText';
import { weakText } from '../model/weakText';

let stage: Stage;
setUpStage((fresh) => {
  stage = fresh;
});

const shownText = () => {
  const { phase } = stage.model;
  if (phase.kind !== 'active' && phase.kind !== 'joining') return '';
  return problemText(phase, stage.model) || weakText(phase, stage.model);
};
const interruption = () => {
  const { phase } = stage.model;
  return phase.kind === 'active' && phase.problem?.kind === 'interrupted' ? phase.problem : null;
};
const secondsLeft = () => Math.ceil(((interruption()?.endsAt ?? NaN) - Date.now()) / 1000);

const NO_PACKETS = { packetsReceived: 0, packetsLost: 0 };

/** Receives pictures and sound for this long; the share `loss` of the packets of sound is lost. */
async function flow(ms: number, loss = 0, remoteLoss = 0): Promise<void> {
  for (let passed = 0; passed < ms; passed += 500) {
    const before = (stage.connection.stats.get('audio') ?? NO_PACKETS) as typeof NO_PACKETS;
    stage.connection.stats = new Map<string, object>([
      ['video', { type: 'inbound-rtp', kind: 'video', framesDecoded: before.packetsReceived }],
      [
        'audio',
        {
          type: 'inbound-rtp',
          kind: 'audio',
          packetsReceived: before.packetsReceived + 25 * (1 - loss),
          packetsLost: before.packetsLost + 25 * loss,
        },
      ],
      ['theirs', { type: 'remote-inbound-rtp', kind: 'audio', fractionLost: remoteLoss }],
    ]);
    await stage.settle(500);
  }
}

/** The server replies to `sync`. */
async function serverReplies(): Promise<void> {
  if (stage.sent('sync').length > 0) await stage.receive(callState(call('c1', { initiatorId: 'bob' })));
}

const bobIs = (state: ParticipantState) =>
  callState(
    call('c1', {
      version: 4,
      initiatorId: 'bob',
      participants: [
        { userId: 'alice', name: 'Alice', state: ParticipantState.JOINED, audio: true, video: true },
        { userId: 'bob', name: 'Bob', state, audio: true, video: true },
      ],
    }),
  );

describe('a call that cannot be connected ends within 15 s, with a reason', () => {
  test('started while disconnected: no camera, and it is not sent later', async () => {
    stage.socket.disconnect();
    stage.session.control.initiateCall(BOB, 'video');
    await stage.settle(11_000);
    expect(stage.model.phase.kind).toBe('outgoing');
    expect(stage.devices.captured).toHaveLength(0);
    await stage.settle(2000);
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.model.notice).toMatchObject({
      text: 'Visavis cannot be reached, so Bob was not called. Check your network, then call again.',
      callAgain: { people: [BOB], media: 'video' },
    });
    await stage.settle(10_000);
    await stage.register();
    expect(stage.sent('initiateCall')).toHaveLength(0);
  });

  test('started while disconnected, and reconnected in time: the call is made, with the camera', async () => {
    stage.socket.disconnect();
    stage.session.control.initiateCall(BOB, 'video');
    await stage.settle(250);
    await stage.register();
    expect(stage.sent('initiateCall')).toHaveLength(1);
    expect(stage.devices.captured.map(({ kind }) => kind)).toEqual(['audio', 'video']);
    await stage.receive(callInitiated('c1', 'key'), callAnswered('c1'));
    expect(stage.sent('answer')).toHaveLength(1);
  });

  test('the server does not reply: the attempt is not sent again, and its call is ended if it exists', async () => {
    stage.session.control.initiateCall(BOB, 'video');
    await stage.settle(12_500);
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.model.notice?.text).toContain('is not responding');
    expect(stage.devices.captured.every(({ stopped }) => stopped)).toBe(true);
    stage.socket.disconnect();
    await stage.settle(250);
    await stage.register(registered([call('c1', { state: CallState.RINGING })]));
    expect(stage.sent('initiateCall')).toHaveLength(0);
    expect(stage.sent('endCall')[0]?.callId).toBe('c1');
    expect(stage.model.phase.kind).toBe('idle');
  });

  test('the connection breaks while ringing, and does not recover', async () => {
    await stage.initiateCall();
    stage.socket.disconnect();
    await stage.settle(13_000);
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.model.notice?.text).toContain('so the call to Bob was cancelled');
  });

  test('a call that rings for long is not abandoned', async () => {
    await stage.initiateCall();
    await stage.settle(29_000);
    expect(stage.model.phase.kind).toBe('outgoing');
  });

  test('a tab that is not in use calls nobody, and shows that at once', () => {
    stage.socket.disconnect(4009);
    stage.session.control.initiateCall(BOB, 'video');
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.model.notice?.text).toContain('Use it here');
    expect(stage.devices.captured).toHaveLength(0);
  });

  test.each(['caller', 'callee'])('media never connects (%s)', async (side) => {
    if (side === 'caller') {
      await stage.initiateCall();
      await stage.receive(callAnswered('c1'), callState(call('c1')));
    } else {
      await stage.beCalled();
      await stage.receive(callState(call('c1', { initiatorId: 'bob' })));
    }
    await stage.settle(13_000);
    expect(stage.model.phase.kind).toBe('active');
    await stage.settle(1500);
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.model.notice).toMatchObject({
      text: 'Could not connect to Bob. Call again, or try another network.',
      callAgain: { people: [BOB] },
    });
    expect(stage.sent('endCall')[0]?.callId).toBe('c1');
    expect(stage.devices.captured.every(({ stopped }) => stopped)).toBe(true);
  });

  test('the peer hangs up before the call is connected', async () => {
    await stage.beCalled();
    await stage.receive(callState(call('c1', { initiatorId: 'bob' })), callEnded('c1', EndReason.ENDED));
    expect(stage.model.notice?.text).toBe('The call with Bob ended before it was connected.');
  });

  test('answered while disconnected', async () => {
    await stage.receive(ring('c1'));
    stage.socket.disconnect();
    stage.session.control.answer('c1');
    await stage.settle(14_500);
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.model.notice?.text).toContain('could not be connected');
    await stage.register();
    expect(stage.sent('answerCall')).toHaveLength(0);
  });

  test('a hand-off that cannot be completed leaves the call on the other device', async () => {
    await stage.receive(transferRing('c1'));
    stage.session.control.answer('c1');
    await stage.settle(14_500);
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.model.callOnOtherDevice?.callId).toBe('c1');
    expect(stage.sent('endCall')).toHaveLength(0);
  });
});

describe('an interrupted connection', () => {
  test('media stops: after 1.5 s the page shows it, with the time that is left', async () => {
    await stage.talk();
    await flow(3000);
    expect(shownText()).toBe('');
    await stage.settle(1000);
    expect(shownText()).toBe('');
    await stage.settle(1000);
    await serverReplies();
    await stage.settle(500);
    expect(shownText()).toBe('The connection between you and Bob is interrupted. Reconnecting…');
    expect(interruption()).toMatchObject({ side: 'between', frozen: true });
    expect(secondsLeft()).toBeGreaterThan(25);
    expect(secondsLeft()).toBeLessThan(30);
    await flow(1000);
    expect(shownText()).toBe('');
  });

  test('the server does not reply either: the problem is on this side', async () => {
    await stage.talk();
    await flow(3000);
    await stage.settle(4000);
    expect(stage.sent('sync')).toHaveLength(1);
    expect(shownText()).toBe('Your connection is interrupted. Reconnecting…');
    const sockets = stage.sockets.length;
    await stage.settle(5000);
    expect(stage.sockets.length).toBeGreaterThan(sockets);
  });

  test('it does not recover: the call ends when the time is up', async () => {
    await stage.talk();
    await flow(3000);
    stage.connection.becomes('disconnected');
    for (let second = 0; second < 29; second += 1) {
      await stage.settle(1000);
      await serverReplies();
    }
    expect(stage.model.phase.kind).toBe('active');
    await stage.settle(2500);
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.model.notice).toMatchObject({
      text: 'The connection to Bob was lost.',
      callAgain: { people: [BOB] },
    });
    expect(stage.sent('endCall')).toHaveLength(1);
  });

  test('media stops although the peers are connected: the call does not end', async () => {
    await stage.talk();
    await flow(3000);
    for (let second = 0; second < 40; second += 1) {
      await stage.settle(1000);
      await serverReplies();
    }
    expect(shownText()).toBe('No audio or video is arriving from Bob.');
    expect(interruption()?.endsAt).toBeNull();
  });

  test('a peer who sends nothing is not reported', async () => {
    await stage.talk();
    await flow(3000);
    await stage.receive(
      callState(
        call('c1', {
          version: 5,
          participants: [
            { userId: 'alice', name: 'Alice', state: ParticipantState.JOINED },
            { userId: 'bob', name: 'Bob', state: ParticipantState.JOINED },
          ],
        }),
      ),
    );
    await stage.settle(5000);
    expect(shownText()).toBe('');
  });

  test('the peer has lost its connection: it is named, even if media stops too', async () => {
    await stage.talk();
    await flow(3000);
    await stage.receive(bobIs(ParticipantState.RECONNECTING));
    stage.connection.becomes('disconnected');
    await stage.settle(2000);
    expect(shownText()).toBe('Bob lost the connection and is reconnecting…');
    expect(interruption()).toMatchObject({ side: 'peer', frozen: true });
    expect(secondsLeft()).toBeGreaterThanOrEqual(28);
    expect(secondsLeft()).toBeLessThan(30);
    await stage.receive(bobIs(ParticipantState.JOINED));
    stage.connection.becomes('connected');
    await flow(1000);
    expect(shownText()).toBe('');
  });

  test('this device is disconnected: the video continues, and the resume window is counted down', async () => {
    await stage.talk();
    stage.socket.disconnect();
    await flow(2000);
    expect(shownText()).toBe('Your connection is interrupted. Reconnecting…');
    expect(interruption()).toMatchObject({ side: 'own', frozen: false });
    expect(secondsLeft()).toBe(29);
    await flow(29_000);
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.model.notice?.text).toContain('Your connection was lost for too long');
  });

  test('a short interruption is not shown', async () => {
    await stage.talk();
    stage.socket.disconnect();
    await flow(1000);
    expect(shownText()).toBe('');
  });

  test('the resume window is set by the server', async () => {
    const message = registered();
    if (message.body.case === 'registered') message.body.value.resumeWindowSeconds = 12;
    stage = new Stage();
    await stage.register(message);
    await stage.talk();
    stage.socket.disconnect();
    await flow(2000);
    expect(secondsLeft()).toBe(11);
  });
});

describe('a weak connection', () => {
  test.each([
    ['from them', 0.3, 0, 'Bob’s connection is weak. Bob may sound broken up.'],
    ['to them', 0, 0.3, 'Your connection is weak. Bob may not hear you well.'],
    ['both ways', 0.3, 0.3, 'The connection between you and Bob is weak.'],
  ])('is shown: loss %s', async (_, loss, remoteLoss, text) => {
    await stage.talk();
    await flow(3000);
    await flow(4000, loss, remoteLoss);
    expect(shownText()).toBe(text);
    await flow(3000);
    expect(shownText(), 'it does not flicker').toBe(text);
    await flow(7000);
    expect(shownText()).toBe('');
  });

  test('a low loss is not shown', async () => {
    await stage.talk();
    await flow(8000, 0.03, 0.02);
    expect(shownText()).toBe('');
  });
});

test('an abandoned attempt that was refused is not sent again', async () => {
  stage.session.control.initiateCall(BOB, 'video');
  stage.session.control.hangUp();
  await stage.receive(error(ErrorCode.UNAVAILABLE, 'initiate_call:key', 500));
  await stage.settle(1000);
  expect(stage.sent('initiateCall')).toHaveLength(1);
});

describe('the peer closes or reloads the page', () => {
  const goodbye = message({
    callId: 'c1',
    body: { case: 'e2ee', value: { from: 'bob', data: { visavis: 'goodbye' } } },
  });

  test('it is shown at once, and the call ends soon', async () => {
    await stage.talk();
    await stage.receive(goodbye, bobIs(ParticipantState.RECONNECTING));
    await stage.settle(500);
    expect(shownText()).toBe('Bob closed or reloaded Visavis…');
    expect(secondsLeft()).toBe(8);
    await stage.settle(8000);
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.model.notice?.text).toBe('Bob left the call.');
    expect(stage.sent('endCall')).toHaveLength(1);
  });

  test('after a reload the call continues', async () => {
    await stage.talk();
    await stage.receive(goodbye, bobIs(ParticipantState.RECONNECTING));
    await stage.settle(3000);
    await stage.receive(bobIs(ParticipantState.JOINED), offer('c1', offerSdp('far-again')));
    stage.connection.becomes('connected');
    await stage.settle(9000);
    expect(stage.model.phase.kind).toBe('active');
    expect(shownText()).toBe('');
  });

  test('after a reload that the server has not noticed, the call continues', async () => {
    await stage.talk();
    await stage.receive(goodbye, offer('c1', offerSdp('far-again')));
    stage.connection.becomes('connected');
    await stage.settle(9000);
    expect(stage.model.phase.kind).toBe('active');
  });

  test('this page says goodbye only during a call', async () => {
    stage.session.pageHidden();
    expect(stage.sent('e2ee')).toHaveLength(0);
    await stage.talk();
    stage.session.pageHidden();
    expect(stage.sent('e2ee')[0]).toMatchObject({
      callId: 'c1',
      body: { value: { data: { visavis: 'goodbye' } } },
    });
    expect(stage.model.phase.kind).toBe('active');
  });
});
