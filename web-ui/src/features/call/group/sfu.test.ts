import { beforeEach, describe, expect, test } from 'vitest';
import { Topology } from '../../../gen/visavis/v1/common_pb';
import { remoteMedia } from '../model/media';
import { linkTo } from '../model/model';
import {
  answerFrom,
  callState,
  fromSfu,
  groupCall,
  message,
  offerSdp,
  sectionsSdp,
  tracks,
} from '../testing/builders';
import type { FakeConnection } from '../testing/FakeConnection';
import { setUpStage } from '../testing/setUpStage';
import type { Stage } from '../testing/Stage';

let stage: Stage;
setUpStage((fresh) => {
  stage = fresh;
});

const others = ['bob', 'carol', 'dave'];
const media = (userId: string) => remoteMedia(stage.model, userId);
const toSfu = (kind: 'offer' | 'answer') =>
  stage.sent(kind).flatMap(({ body }) => (body.case === kind && body.value.to === 'sfu' ? [body.value] : []));
const views = () => stage.sent('view').flatMap(({ body }) => (body.case === 'view' ? [body.value] : []));

/** Alice is the fourth in the call, which has a room. */
async function fourInCall(room = 1): Promise<void> {
  await stage.joinGroup(others, { room: { generation: room } });
}

const state = (version: number, topology: Topology, generation: number | null, ids = others) =>
  callState(
    groupCall(ids, { version, topology, ...(generation === null ? {} : { room: { generation } }) }, 3),
  );

/** The connections in the order in which they were opened: three to the others, then those to the media server. */
const at = (index: number): FakeConnection => {
  const found = stage.connections[index];
  if (!found) throw new Error(`no connection ${index}`);
  return found;
};

const SECTIONS = { v0: 'video', v1: 'video', v2: 'video', a0: 'audio' } as const;

/** The media server answers, offers what the others send, and both connections come up. */
async function connectSfu(publish: FakeConnection, generation = 1, name = 'sfu'): Promise<FakeConnection> {
  await stage.receive(fromSfu('answer', 'publish', offerSdp(`${name}-publish`), generation));
  publish.becomes('connected');
  await stage.receive(fromSfu('offer', 'subscribe', sectionsSdp(name, SECTIONS), generation));
  const subscribe = stage.connection;
  subscribe.becomes('connected');
  await stage.receive(
    tracks(
      [
        ['v0', 'bob', 'camera'],
        ['v1', 'carol', 'camera'],
        ['v2', 'dave', 'camera'],
        ['a0', 'bob', 'microphone'],
      ],
      generation,
    ),
  );
  return subscribe;
}

describe('four in the call', () => {
  beforeEach(async () => {
    await fourInCall();
  });

  test('an idle connection is opened: microphone first, camera in layers, then the screen, nothing sent', () => {
    expect(toSfu('offer')).toMatchObject([{ stream: 'publish', generation: 1 }]);
    const { transceivers } = at(3);
    expect(transceivers.map(({ receiver }) => receiver.track.kind)).toEqual(['audio', 'video', 'video']);
    expect(transceivers.map(({ sender }) => sender.track)).toEqual([null, null, null]);
    expect(transceivers[1]?.sender.encodings.map(({ rid }) => rid)).toEqual(['h', 'm']);
  });

  test('the offer of the media server is answered, and what arrives is not shown yet', async () => {
    await connectSfu(at(3));
    expect(toSfu('answer')).toMatchObject([{ stream: 'subscribe', generation: 1 }]);
    expect(stage.sent('iceCandidate').at(-1)?.body.value).toMatchObject({
      to: 'sfu',
      stream: 'subscribe',
      generation: 1,
    });
    expect(at(0).closed).toBe(false);
    expect(stage.model.phase).toMatchObject({ topology: 'mesh', room: 1 });
  });

  test('messages of another room are ignored', async () => {
    await stage.receive(fromSfu('offer', 'subscribe', sectionsSdp('old', SECTIONS), 7));
    expect(stage.connections).toHaveLength(4);
    expect(toSfu('answer')).toEqual([]);
  });

  test('the media server learns what the screen shows', async () => {
    expect(views().at(-1)?.tiles).toMatchObject([{ userId: 'bob' }, { userId: 'carol' }, { userId: 'dave' }]);
    stage.session.view.show([{ userId: 'dave', kind: 'camera', height: 720 }]);
    await stage.settle(100);
    expect(views().at(-1)).toMatchObject({ generation: 1, tiles: [{ userId: 'dave', height: 720 }] });
  });

  test('with three in the call and no room, the idle connections are closed', async () => {
    const subscribe = await connectSfu(at(3));
    await stage.receive(callState(groupCall(['bob', 'carol'], { version: 5 }, 2)));
    await stage.settle(1000);
    expect(at(3).closed).toBe(true);
    expect(subscribe.closed).toBe(true);
  });

  test('a device that leaves sends nothing at once, and closes its connections when the media server knows', async () => {
    const subscribe = await connectSfu(at(3));
    await stage.receive(state(5, Topology.SFU, 1, [...others, 'eve']));
    await stage.settle(100);
    expect(at(3).transceivers[1]?.sender.track).not.toBeNull();
    stage.session.control.leave();
    await stage.settle(0);
    expect(at(3).transceivers.map(({ sender }) => sender.track)).toEqual([null, null, null]);
    expect([at(3).closed, subscribe.closed]).toEqual([false, false]);
    await stage.settle(1000);
    expect([at(3).closed, subscribe.closed]).toEqual([true, true]);
  });
});

describe('from the mesh to the media server', () => {
  let subscribe: FakeConnection;
  beforeEach(async () => {
    await fourInCall();
    for (const index of [0, 1, 2]) at(index).becomes('connected');
    await stage.receive(...others.map((from) => answerFrom(from, offerSdp(from))));
    subscribe = await connectSfu(at(3));
    await stage.receive(state(5, Topology.SFU, 1));
  });

  const moved = (from: string) =>
    message({ callId: 'c1', body: { case: 'e2ee', value: { data: { visavis: 'moved_to_sfu' }, from } } });

  test('this device sends on both ways at first, and opens no connection to the fifth', async () => {
    await stage.receive(state(6, Topology.SFU, 1, [...others, 'erin']));
    expect(at(3).transceivers[1]?.sender.track).not.toBeNull();
    expect(at(0).transceivers[1]?.sender.track).not.toBeNull();
    expect(stage.connections).toHaveLength(5);
  });

  test('the old picture stays until a frame has been decoded on the new way', async () => {
    const before = media('bob').camera;
    expect(before).not.toBeNull();
    await stage.settle(1000);
    expect(media('bob').camera).toBe(before);
    subscribe.receives('v0', 'video', 1);
    await stage.settle(600);
    expect(media('bob').camera).not.toBe(before);
    expect(at(0).closed).toBe(false);
  });

  test('a direct connection ends when both sides have the media of the other', async () => {
    subscribe.receives('v0', 'video', 1);
    subscribe.receives('a0', 'audio', 1);
    await stage.settle(600);
    const told = stage.sent('e2ee').map(({ body }) => (body.case === 'e2ee' ? body.value.to : ''));
    expect(told).toEqual(['bob']);
    await stage.settle(2000);
    expect(at(0).closed).toBe(false);
    await stage.receive(moved('bob'));
    await stage.settle(1000);
    expect(at(0).closed).toBe(true);
    expect(at(1).closed).toBe(false);
  });

  test('a direct connection stays while the sound is still to arrive on the new way', async () => {
    await stage.receive(
      moved('bob'),
      tracks([
        ['v0', 'bob', 'camera'],
        ['a0', 'bob', 'microphone'],
      ]),
    );
    subscribe.receives('v0', 'video', 1);
    await stage.settle(1500);
    expect(at(0).closed).toBe(false);
    subscribe.receives('a0', 'audio', 1);
    await stage.settle(1500);
    expect(at(0).closed).toBe(true);
  });

  test('the sound changes over with its first packet', async () => {
    const before = media('bob').audio;
    subscribe.receives('a0', 'audio', 10);
    await stage.settle(600);
    expect(media('bob').audio).not.toBeNull();
    expect(media('bob').audio).not.toBe(before);
  });

  test('a muted microphone sends nothing', async () => {
    expect(at(3).transceivers[0]?.sender.track).not.toBeNull();
    await stage.session.localMedia.setMuted(true);
    await stage.settle();
    expect(at(3).transceivers[0]?.sender.track).toBeNull();
  });

  test('a picture that nobody shows is not sent', async () => {
    const value = { generation: 1, cameraHeight: 0, screenHeight: 0 };
    await stage.receive(message({ callId: 'c1', body: { case: 'sendLimits', value } }));
    const { sender } = at(3).transceivers[1] ?? {};
    const active = () => sender?.encodings.map((encoding) => encoding.active);
    expect(active()).toEqual([false, false]);
    await stage.receive(
      message({ callId: 'c1', body: { case: 'sendLimits', value: { ...value, cameraHeight: 180 } } }),
    );
    expect(active(), 'a small camera has no HD to leave out').toEqual([true, true]);
  });

  test('a tile without a frame is asked for again, then taken away and added, then connected anew', async () => {
    for (const mid of ['v0', 'v1', 'v2']) subscribe.receives(mid, 'video', 1);
    await stage.settle(1000);
    const before = views().length;
    await stage.settle(2500);
    expect(views().length).toBe(before + 1);
    await stage.settle(2000);
    expect(views().length).toBe(before + 3);
    expect(views().at(-2)?.tiles).toEqual([]);
    expect(toSfu('offer')).toHaveLength(1);
    await stage.settle(3500);
    expect(toSfu('offer')).toHaveLength(2);
  });

  test('a new room replaces the old one, whose pictures stay until the first new frame', async () => {
    subscribe.receives('v0', 'video', 5);
    await stage.settle(600);
    const before = media('bob').camera;
    await stage.receive(state(6, Topology.SFU, null));
    expect(subscribe.closed).toBe(false);
    await stage.receive(state(7, Topology.SFU, 2));
    expect(toSfu('offer').at(-1)).toMatchObject({ generation: 2 });
    expect(media('bob').camera).toBe(before);
    const publish = stage.connection;
    const next = await connectSfu(publish, 2, 'sfu2');
    expect(publish.transceivers[1]?.sender.track).not.toBeNull();
    next.receives('v0', 'video', 1);
    await stage.settle(1200);
    expect(media('bob').camera).not.toBe(before);
    expect(media('bob').camera).not.toBeNull();
    expect(subscribe.closed).toBe(true);
  });

  test('this device sends to the former room until the others have followed, and a mute holds there too', async () => {
    for (const mid of ['v0', 'v1', 'v2', 'a0'] as const) subscribe.receives(mid, SECTIONS[mid], 5);
    await stage.settle(600);
    const former = at(3);
    await stage.receive(state(6, Topology.SFU, 2));
    const next = await connectSfu(stage.connection, 2, 'sfu2');
    for (const mid of ['v0', 'v1', 'v2', 'a0'] as const) next.receives(mid, SECTIONS[mid], 1);
    await stage.settle(1200);
    expect(subscribe.closed).toBe(true);
    expect(former.closed).toBe(false);
    expect(former.transceivers[0]?.sender.track).not.toBeNull();
    await stage.session.localMedia.setMuted(true);
    await stage.settle(100);
    expect(former.transceivers[0]?.sender.track).toBeNull();
    await stage.settle(2500);
    expect(former.closed).toBe(true);
  });

  test('a tile is frozen while neither room sends its picture, and not before', async () => {
    subscribe.receives('v0', 'video', 5);
    await stage.settle(600);
    await stage.receive(state(6, Topology.SFU, 2));
    subscribe.receives('v0', 'video', 10);
    await stage.settle(600);
    expect(media('bob').frozen).toBe(false);
    await stage.settle(2500);
    expect(media('bob').frozen).toBe(true);
  });

  test('a connection that fails is opened anew, after a pause that grows', async () => {
    at(3).becomes('failed');
    await stage.settle(600);
    expect(toSfu('offer')).toHaveLength(2);
    stage.connection.becomes('failed');
    await stage.settle(600);
    expect(toSfu('offer')).toHaveLength(2);
    await stage.settle(600);
    expect(toSfu('offer')).toHaveLength(3);
  });

  test('back in the mesh, the media server is used until everything arrives directly', async () => {
    subscribe.receives('v0', 'video', 5);
    subscribe.receives('v1', 'video', 5);
    subscribe.receives('a0', 'audio', 5);
    await stage.settle(600);
    await stage.receive(moved('bob'), moved('carol'), moved('dave'));
    await stage.settle(1000);
    expect(at(0).closed).toBe(true);
    const served = media('bob').camera;
    await stage.receive(callState(groupCall(['bob', 'carol'], { version: 9 }, 2)));
    const direct = stage.connections.slice(-2);
    for (const connection of direct) connection.becomes('connected');
    expect(media('bob').camera).toBe(served);
    expect(at(3).transceivers[1]?.sender.track).not.toBeNull();
    await stage.receive(...['bob', 'carol'].map((from) => answerFrom(from, offerSdp(`${from}2`))));
    for (const connection of direct) connection.receives('1', 'video', 3);
    await stage.settle(300);
    expect(media('bob').camera).not.toBe(served);
    await stage.settle(4000);
    expect(at(3).closed).toBe(true);
    expect(linkTo(stage.model, 'sfu').state).toBe('connecting');
  });
});

test('with three left on the media server, the mesh is ready before the server returns to it', async () => {
  const three = (version: number, topology: Topology) =>
    callState(groupCall(['bob', 'carol'], { version, topology, room: { generation: 1 } }, 2));
  await stage.joinGroup(['bob', 'carol'], { topology: Topology.SFU, room: { generation: 1 } });
  const subscribe = await connectSfu(at(0));
  subscribe.receives('v0', 'video', 5);
  await stage.settle(1000);
  const served = media('bob').camera;
  expect(served).not.toBeNull();
  for (let frames = 6; frames < 50; frames += 1) {
    for (const mid of ['v0', 'v1']) subscribe.receives(mid, 'video', frames);
    await stage.settle(500);
  }
  const direct = stage.connections.slice(2);
  expect(direct).toHaveLength(2);
  for (const connection of direct) connection.becomes('connected');
  await stage.receive(...['bob', 'carol'].map((from) => answerFrom(from, offerSdp(from))));
  for (const connection of direct) connection.receives('1', 'video', 3);
  await stage.settle(500);
  expect(media('bob').camera).toBe(served);
  expect(direct.map(({ closed }) => closed)).toEqual([false, false]);
  await stage.receive(three(9, Topology.MESH));
  expect(media('bob').camera).not.toBe(served);
  expect(media('bob').camera).not.toBeNull();
});

test('in a quality report, the media server has a row', async () => {
  await fourInCall();
  await connectSfu(at(3));
  await stage.settle(10_000);
  const value = stage.sent('quality')[0]?.body.value;
  expect(value).toMatchObject({
    links: [{ userId: 'bob' }, { userId: 'carol' }, { userId: 'dave' }, { userId: 'sfu' }],
  });
});
