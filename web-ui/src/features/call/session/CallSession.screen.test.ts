import { beforeEach, describe, expect, test } from 'vitest';
import { EndReason, Topology } from '../../../gen/visavis/v1/common_pb';
import { remoteMedia } from '../model/media';
import { NO_SCREEN } from '../model/model';
import { firstPeer } from '../model/peers';
import {
  answer,
  answerFrom,
  BOB,
  call,
  callEnded,
  callState,
  fromSfu,
  groupCall,
  message,
  offer,
  offerFrom,
  offerSdp,
  registered,
  sectionsSdp,
  tracks,
} from '../testing/builders';
import type { FakeConnection } from '../testing/FakeConnection';
import type { FakeTrack } from '../testing/FakeMedia';
import { setUpStage } from '../testing/setUpStage';
import { Stage } from '../testing/Stage';

let stage: Stage;
setUpStage((fresh) => {
  stage = fresh;
});

const THREE = { '0': 'audio', '1': 'video', '2': 'video' } as const;

const screen = () => stage.session.localMedia.screen;
/** The latest announcement to the peer. */
const announced = () => stage.sent('mediaState').at(-1)?.body.value;
/** What the sections of a connection send. */
const sentOn = ({ transceivers }: FakeConnection) => transceivers.map(({ sender }) => sender.track);
const tab = (): FakeTrack | undefined => stage.devices.captured.findLast(({ label }) => label === 'Tab');
const tabPicture = () =>
  stage.devices.captured.findLast(({ kind, label }) => kind === 'video' && label === 'Tab');
const bobsMedia = (flags: { screen: boolean; audio?: boolean }) =>
  message({ callId: 'c1', body: { case: 'mediaState', value: { from: 'bob', ...flags } } });

async function share(): Promise<void> {
  await screen().start();
  await stage.settle();
}

describe('sharing the screen in a call of two', () => {
  beforeEach(async () => {
    await stage.talk();
  });

  test('adds one section to the same connection, and announces it', async () => {
    const [microphone, camera] = sentOn(stage.connection);
    await share();
    expect(stage.connections).toHaveLength(1);
    expect(stage.sent('offer')).toHaveLength(1);
    expect(announced()).toMatchObject({ audio: true, video: true, screen: true });
    await stage.receive(answer('c1', sectionsSdp('far', THREE)));
    expect(sentOn(stage.connection)).toEqual([microphone, camera, tabPicture()]);
    expect(tabPicture()?.contentHint).toBe('detail');
    expect(stage.model.ownScreen).toMatchObject({ state: 'on', hasSound: false });
  });

  test('stops, and shares something else without another negotiation', async () => {
    await share();
    await stage.receive(answer('c1', sectionsSdp('far', THREE)));
    screen().stop();
    await stage.settle();
    expect(tab()?.stopped).toBe(true);
    expect(announced()).toMatchObject({ screen: false });
    expect(sentOn(stage.connection)[2]).toBeNull();
    await share();
    expect(stage.sent('offer')).toHaveLength(1);
    expect(sentOn(stage.connection)[2]).toBe(tabPicture());
    expect(announced()).toMatchObject({ screen: true });
  });

  test('works with a muted microphone and without a camera', async () => {
    await stage.session.localMedia.setMuted(true);
    await stage.session.localMedia.setCamera(false);
    await share();
    expect(announced()).toMatchObject({ audio: false, video: false, screen: true });
    expect(sentOn(stage.connection)).toMatchObject([{ enabled: false }, null, { label: 'Tab' }]);
  });

  test('ends with the browser’s own button, or when the window is closed', async () => {
    await share();
    tab()?.ends();
    await stage.settle();
    expect(announced()).toMatchObject({ screen: false });
    expect(stage.model.ownScreen).toEqual(NO_SCREEN);
    expect(stage.model.notice).toMatchObject({ tone: 'status', text: 'Your screen is no longer shared.' });
  });

  test.each([
    [new DOMException('Permission denied by user', 'NotAllowedError'), 'Nothing is shared.'],
    [new DOMException('Permission denied by system', 'NotAllowedError'), 'system settings'],
    [new DOMException('', 'NotReadableError'), 'could not be captured'],
    [new DOMException('', 'InvalidStateError'), 'could not share the screen'],
  ])('says why nothing is shared: %s', async (refusal, text) => {
    stage.devices.display = refusal;
    await share();
    expect(stage.model.ownScreen).toEqual(NO_SCREEN);
    expect(stage.model.notice?.text).toContain(text);
    const shared = stage
      .sent('mediaState')
      .map(({ body }) => body.case === 'mediaState' && body.value.screen);
    expect(shared).not.toContain(true);
    expect(stage.sent('offer')).toEqual([]);
  });

  test('what is chosen after the call has ended is not captured', async () => {
    stage.devices.hold();
    const choice = screen().start();
    expect(stage.model.ownScreen.state).toBe('choosing');
    stage.session.control.hangUp();
    stage.devices.release();
    await choice;
    expect(tab()?.stopped).toBe(true);
    expect(stage.model.ownScreen).toEqual(NO_SCREEN);
  });

  test('ends with the call', async () => {
    await share();
    await stage.receive(callEnded('c1', EndReason.ENDED));
    expect(tab()?.stopped).toBe(true);
    expect(stage.model.ownScreen).toEqual(NO_SCREEN);
  });

  test('ends when the call moves to another device, and the user is told', async () => {
    await share();
    await stage.receive(callEnded('c1', EndReason.TRANSFERRED));
    expect(tab()?.stopped).toBe(true);
    expect(stage.model.notice?.text).toContain('the call has moved to another device');
  });

  test('continues on a new connection of a peer who has reloaded the page', async () => {
    await share();
    await stage.receive(answer('c1', sectionsSdp('far', THREE)));
    await stage.receive(offer('c1', offerSdp('reloaded')));
    expect(stage.connections).toHaveLength(2);
    expect(stage.sent('offer')).toHaveLength(2); // for the section of the screen
    expect(sentOn(stage.connection)[2]).toBe(tabPicture());
  });

  test('is not offered again to a peer whose client rejects the section', async () => {
    await share();
    await stage.receive(answer('c1', offerSdp('far')));
    stage.connection.transceivers.pop();
    screen().stop();
    await share();
    expect(stage.sent('offer')).toHaveLength(1);
  });
});

describe('the sound of a shared tab', () => {
  beforeEach(async () => {
    stage.devices.display = { sound: true };
    await stage.talk();
  });

  const microphone = () =>
    stage.devices.captured.find(({ kind, label }) => kind === 'audio' && label !== 'Tab');

  test('goes with the voice, in the same section', async () => {
    await share();
    const [context] = stage.audioContexts;
    expect([...(context?.inputs ?? [])]).toEqual([tab(), microphone()]);
    expect(sentOn(stage.connection)[0]).toBe(context?.mixed);
    expect(stage.connection.transceivers).toHaveLength(3);
    expect(stage.model.ownScreen.hasSound).toBe(true);
  });

  test('goes on while the microphone is muted', async () => {
    await share();
    await stage.session.localMedia.setMuted(true);
    expect(microphone()?.enabled).toBe(false);
    expect(sentOn(stage.connection)[0]).toBe(stage.audioContexts[0]?.mixed);
    expect(announced()).toMatchObject({ audio: false, screen: true });
  });

  test('another microphone takes the place of the first one', async () => {
    await share();
    await stage.session.localMedia.choose('audio', 'Headset');
    await stage.settle();
    const latest = stage.devices.captured.findLast(({ kind }) => kind === 'audio');
    expect(stage.audioContexts).toHaveLength(1);
    expect([...(stage.audioContexts[0]?.inputs ?? [])]).toEqual([tab(), latest]);
  });

  test('ends alone when the tab becomes silent for good', async () => {
    await share();
    tab()?.ends(); // the audio track is the last one
    await stage.settle();
    expect(stage.model.ownScreen).toMatchObject({ state: 'on', hasSound: false });
    expect(sentOn(stage.connection)[0]).toBe(microphone());
    expect(stage.audioContexts[0]?.closed).toBe(true);
  });
});

describe('a peer who shares a screen', () => {
  beforeEach(async () => {
    await stage.talk();
  });

  test('is answered on the same connection, and its screen has a stream of its own', async () => {
    const before = stage.link.stream;
    await stage.receive(bobsMedia({ screen: true }), offer('c1', sectionsSdp('far', THREE)));
    expect(stage.connections).toHaveLength(1);
    expect(stage.link.stream).toBe(before);
    expect(stage.link.screen?.getTracks()).toEqual([stage.connection.transceivers[2]?.receiver.track]);
    expect(stage.model.phase.kind === 'active' && firstPeer(stage.model.phase.peers).media).toEqual({
      audio: true,
      video: true,
      screen: true,
    });
  });

  test('this device can share at the same time, in the other direction of the section', async () => {
    await stage.receive(offer('c1', sectionsSdp('far', THREE)));
    await share();
    expect(stage.sent('offer')).toEqual([]);
    expect(stage.connection.transceivers[2]?.direction).toBe('sendrecv');
    expect(sentOn(stage.connection)[2]).toBe(tabPicture());
  });

  test('both begin at once: this side wins, and the peer answers', async () => {
    await share();
    await stage.receive(offer('c1', sectionsSdp('far', THREE)));
    expect(stage.sent('answer')).toEqual([]);
    await stage.receive(answer('c1', sectionsSdp('far', THREE)));
    expect(stage.connection.transceivers).toHaveLength(3);
  });
});

test('both begin at once, and this side gives way: one section carries both', async () => {
  await stage.joinGroup(['aaron']);
  await stage.receive(answerFrom('aaron', offerSdp('far')));
  await share();
  await stage.receive(offerFrom('aaron', sectionsSdp('far', THREE)));
  expect(stage.sent('answer').at(-1)?.body.value).toMatchObject({ to: 'aaron' });
  const used = stage.connection.transceivers.filter(({ direction }) => direction !== 'stopped');
  expect(used.map(({ mid }) => mid)).toEqual(['0', '1', '2']);
  expect(used[2]?.sender.track).toBe(tabPicture());
});

test('after a reload nothing is shared, and both sides hear so', async () => {
  const reloaded = new Stage();
  stage = reloaded;
  const participants = [
    { userId: 'alice', name: 'Alice', audio: true, screen: true },
    { userId: 'bob', name: 'Bob', audio: true },
  ];
  await reloaded.register(registered([call('c1', { participants })]));
  expect(announced()).toMatchObject({ screen: false });
  expect(reloaded.model.notice?.text).toContain('this page was reloaded');
});

describe('in a group', () => {
  test('all get the screen in the mesh, also those who come later', async () => {
    await stage.joinGroup(['bob', 'carol']);
    await stage.receive(...['bob', 'carol'].map((from) => answerFrom(from, offerSdp(from))));
    await share();
    expect(stage.connections.map((connection) => sentOn(connection)[2])).toEqual([
      tabPicture(),
      tabPicture(),
    ]);
    await stage.receive(...['bob', 'carol'].map((from) => answerFrom(from, offerSdp(from))));
    await stage.receive(callState(groupCall(['bob', 'carol', 'dave'], { version: 4 }, 2)));
    await stage.receive(offerFrom('dave', offerSdp('daves')));
    expect(sentOn(stage.connection)[2]).toBe(tabPicture());
  });

  test('a screen in the mesh is shown while its owner shares it', async () => {
    await stage.joinGroup(['bob', 'carol']);
    await stage.receive(answerFrom('bob', offerSdp('bob')), offerFrom('bob', sectionsSdp('bob', THREE)));
    expect(remoteMedia(stage.model, BOB.id).screen).toBeNull();
    await stage.receive(bobsMedia({ screen: true }));
    expect(remoteMedia(stage.model, BOB.id).screen).not.toBeNull();
    await stage.receive(bobsMedia({ screen: false }));
    expect(remoteMedia(stage.model, BOB.id).screen).toBeNull();
  });
});

describe('through the media server', () => {
  const others = ['bob', 'carol', 'dave', 'erin'];
  const room = (version: number, generation: number) =>
    callState(groupCall(others, { version, topology: Topology.SFU, room: { generation } }, 4));
  const limits = (cameraHeight: number, screenHeight: number) =>
    message({
      callId: 'c1',
      body: { case: 'sendLimits', value: { generation: 1, cameraHeight, screenHeight } },
    });

  async function publishing(): Promise<FakeConnection> {
    await stage.joinGroup(others, { topology: Topology.SFU, room: { generation: 1 } });
    const publish = stage.connection;
    await stage.receive(fromSfu('answer', 'publish', offerSdp('sfu')));
    publish.becomes('connected');
    return publish;
  }

  test('the screen is the third section, and needs no negotiation', async () => {
    const publish = await publishing();
    const offers = stage.sent('offer').length;
    expect(sentOn(publish)[2]).toBeNull();
    await share();
    expect(sentOn(publish)[2]).toBe(tabPicture());
    expect(publish.transceivers).toHaveLength(3);
    expect(stage.sent('offer')).toHaveLength(offers);
  });

  test('a new room gets the screen, too', async () => {
    await publishing();
    await share();
    await stage.receive(room(5, 2));
    expect(sentOn(stage.connection)[2]).toBe(tabPicture());
    expect(announced()).toMatchObject({ screen: true });
  });

  test('the sound of a tab is sent although the microphone is muted', async () => {
    const publish = await publishing();
    await stage.session.localMedia.setMuted(true);
    await stage.settle();
    expect(sentOn(publish)[0]).toBeNull();
    stage.devices.display = { sound: true };
    await share();
    expect(sentOn(publish)[0]).toBe(stage.audioContexts[0]?.mixed);
    screen().stop();
    await stage.settle();
    expect(sentOn(publish)[0]).toBeNull();
  });

  test('a screen that nobody shows is not sent', async () => {
    const publish = await publishing();
    await share();
    const section = publish.transceivers[2];
    if (section) section.sender.encodings = [{}];
    await stage.receive(limits(360, 0));
    expect(section?.sender.encodings).toMatchObject([{ active: false }]);
    await stage.receive(limits(360, 720));
    expect(section?.sender.encodings).toMatchObject([{ active: true }]);
  });

  test('a screen that a peer shares is asked for before the stage has said what it shows', async () => {
    await publishing();
    await stage.receive(bobsMedia({ screen: true }));
    const value = stage.sent('view').at(-1)?.body.value;
    expect(value).toMatchObject({
      tiles: [{ userId: 'bob', kind: 'screen' }, { kind: 'camera' }, {}, {}, {}],
    });
  });
});

test('a running share stays in view from the mesh to the media server, and its direct connection until then', async () => {
  const others = ['bob', 'carol', 'dave'];
  await stage.joinGroup(others, { room: { generation: 1 } });
  const [direct, , , publish] = stage.connections;
  await stage.receive(...others.map((from) => answerFrom(from, offerSdp(from))));
  for (const connection of stage.connections.slice(0, 3)) connection.becomes('connected');
  await stage.receive(bobsMedia({ screen: true }), offerFrom('bob', sectionsSdp('bob', THREE)));
  const before = remoteMedia(stage.model, 'bob').screen;
  expect(before).not.toBeNull();

  await stage.receive(fromSfu('answer', 'publish', offerSdp('sfu')));
  publish?.becomes('connected');
  await stage.receive(
    fromSfu('offer', 'subscribe', sectionsSdp('sfu', { v0: 'video', s0: 'video', a0: 'audio' })),
  );
  const subscribe = stage.connection;
  subscribe.becomes('connected');
  await stage.receive(
    tracks([
      ['v0', 'bob', 'camera'],
      ['s0', 'bob', 'screen'],
      ['a0', 'bob', 'microphone'],
    ]),
    callState(groupCall(others, { version: 5, topology: Topology.SFU, room: { generation: 1 } }, 3)),
    bobsMedia({ screen: true }),
    message({
      callId: 'c1',
      body: { case: 'e2ee', value: { data: { visavis: 'moved_to_sfu' }, from: 'bob' } },
    }),
  );
  subscribe.receives('v0', 'video', 1);
  subscribe.receives('a0', 'audio', 1);
  await stage.settle(2000);
  expect(remoteMedia(stage.model, 'bob').screen).toBe(before);
  expect(direct?.closed).toBe(false);

  subscribe.receives('s0', 'video', 1);
  await stage.settle(2000);
  expect(remoteMedia(stage.model, 'bob').screen).not.toBe(before);
  expect(remoteMedia(stage.model, 'bob').screen).not.toBeNull();
  expect(direct?.closed).toBe(true);
});
