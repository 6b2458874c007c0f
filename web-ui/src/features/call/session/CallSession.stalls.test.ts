import { beforeEach, describe, expect, test } from 'vitest';
import { ParticipantState } from '../../../gen/visavis/v1/common_pb';
import type { MediaState } from '../../../gen/visavis/v1/signaling_pb';
import { isPictureFrozen } from '../model/model';
import { problemText } from '../model/problemText';
import { call, callState, message, offerSdp, participantMoved, registered } from '../testing/builders';
import { setUpStage } from '../testing/setUpStage';
import type { Stage } from '../testing/Stage';

let stage: Stage;
setUpStage((fresh) => {
  stage = fresh;
});

type Kind = 'audio' | 'video';

/** How many packets of sound and frames of the picture have arrived. */
const arrived = { audio: 0, video: 0 };

/** Only these kinds of media arrive for this long. */
async function flow(ms: number, ...kinds: Kind[]): Promise<void> {
  for (let passed = 0; passed < ms; passed += 500) {
    for (const kind of kinds) stage.connection.receives(kind, kind, (arrived[kind] += 10));
    await stage.settle(500);
  }
}

/** Bob says what he sends. */
const bobSends = (flags: Partial<Pick<MediaState, Kind>>) =>
  stage.receive(message({ callId: 'c1', body: { case: 'mediaState', value: { from: 'bob', ...flags } } }));

const bobIs = (state: ParticipantState) =>
  call('c1', {
    version: 4,
    initiatorId: 'bob',
    participants: [
      { userId: 'alice', name: 'Alice', state: ParticipantState.JOINED, audio: true, video: true },
      { userId: 'bob', name: 'Bob', state, audio: true, video: true },
    ],
  });

const shownText = () => {
  const { phase } = stage.model;
  return phase.kind === 'active' ? problemText(phase, stage.model) : 'no call';
};
const isDimmed = () => isPictureFrozen(stage.model.phase);

beforeEach(async () => {
  arrived.audio = arrived.video = 0;
  await stage.talk();
  await flow(3000, 'audio', 'video');
  expect(shownText()).toBe('');
});

describe('only the picture stops', () => {
  test('it is dimmed within 3 s, with a text, until the next frame', async () => {
    await flow(1500, 'audio');
    expect(shownText()).toBe('');
    await flow(1500, 'audio');
    expect(shownText()).toBe('Bob’s picture has stopped. The sound goes on.');
    expect(isDimmed()).toBe(true);
    await flow(500, 'audio', 'video');
    expect(shownText()).toBe('');
    expect(isDimmed()).toBe(false);
  });

  test('while the peer is muted, the text does not speak of the sound', async () => {
    await bobSends({ audio: false });
    await flow(3000, 'audio');
    expect(shownText()).toBe('Bob’s picture has stopped.');
  });

  test('packets that cannot be decoded are not a picture', async () => {
    for (let packets = 1000; packets < 1060; packets += 10) {
      const stats = { type: 'inbound-rtp', kind: 'video', framesDecoded: arrived.video };
      stage.connection.stats.set('video', { ...stats, packetsReceived: packets });
      await flow(500, 'audio');
    }
    expect(shownText()).toBe('Bob’s picture has stopped. The sound goes on.');
  });

  test('the frames of another section do not hide it', async () => {
    stage.connection.stats.clear();
    for (let frames = 10; frames < 130; frames += 10) {
      stage.connection.receives('2', 'video', frames);
      stage.connection.receives('1', 'video', 1);
      await flow(500, 'audio');
    }
    expect(shownText()).toBe('Bob’s picture has stopped. The sound goes on.');
  });

  test('a camera that is off has no picture', async () => {
    await bobSends({ video: false });
    await flow(8000, 'audio');
    expect(shownText()).toBe('');
  });

  test('a camera that is switched or turned on has 5 s to begin', async () => {
    await bobSends({ video: false });
    await flow(1000, 'audio');
    await bobSends({ video: true });
    await flow(4500, 'audio');
    expect(shownText()).toBe('');
    await flow(1000, 'audio');
    expect(shownText()).toBe('Bob’s picture has stopped. The sound goes on.');
  });

  test('a hidden page need not decode, and has time to begin again', async () => {
    stage.isVisible = false;
    await flow(8000, 'audio');
    expect(shownText()).toBe('');
    stage.isVisible = true;
    await flow(2500, 'audio');
    expect(shownText()).toBe('');
  });

  test('a browser that does not count frames is not judged', async () => {
    stage.connection.stats.set('video', { type: 'inbound-rtp', kind: 'video' });
    await flow(8000, 'audio');
    expect(shownText()).toBe('');
  });

  test('the peer moves to another device: the old picture stays until the first frame of the new one', async () => {
    const old = stage.connection;
    await stage.receive(participantMoved('c1', offerSdp('tablet')));
    expect(stage.connection).not.toBe(old);
    stage.connection.becomes('connected');
    await flow(4000, 'audio');
    expect(shownText()).toBe('');
  });

  test('this device offers the call to another one', async () => {
    stage.session.handOffCommands.pushToDevice({ deviceId: 'phone', name: 'Phone' });
    await flow(5000, 'audio');
    expect(shownText()).toBe('');
  });

  test('this device does not know whether the camera is still on while it is disconnected', async () => {
    stage.socket.disconnect();
    await flow(4000, 'audio');
    expect(shownText()).toBe('Your connection is interrupted. Reconnecting…');
    expect(isDimmed()).toBe(false);
    await stage.register(registered([bobIs(ParticipantState.JOINED)]));
    await flow(500, 'audio');
    expect(shownText()).toBe('');
  });

  test('a peer who is disconnected cannot say that its camera is off', async () => {
    await stage.receive(callState(bobIs(ParticipantState.RECONNECTING)));
    await flow(4000, 'audio');
    expect(shownText()).toBe('Bob lost the connection and is reconnecting…');
    await stage.receive(callState(bobIs(ParticipantState.JOINED)));
    await flow(500, 'audio');
    expect(shownText()).toBe('');
  });
});

describe('only the sound stops', () => {
  test('a text says so until the next packet, and the picture is not dimmed', async () => {
    await flow(3000, 'video');
    expect(shownText()).toBe('Bob’s sound has stopped. The picture goes on.');
    expect(isDimmed()).toBe(false);
    await flow(500, 'audio', 'video');
    expect(shownText()).toBe('');
  });

  test('a microphone that is muted need not send', async () => {
    await bobSends({ audio: false });
    await flow(8000, 'video');
    expect(shownText()).toBe('');
  });
});

test('a picture that comes back later than the sound after an interruption is not reported', async () => {
  await stage.settle(3000);
  expect(shownText()).toContain('interrupted');
  await flow(2500, 'audio');
  expect(shownText()).toBe('');
});
