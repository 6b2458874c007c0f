import { expect, test } from 'vitest';
import { message } from '../../testing/builders';
import { setUpStage } from '../../testing/setUpStage';
import type { Stage } from '../../testing/Stage';
import { shareControl } from './shareControl';

let stage: Stage;
setUpStage((fresh) => {
  stage = fresh;
});

const control = () => shareControl(stage.model, stage.session);

async function othersShare(...userIds: string[]): Promise<void> {
  const announced = (from: string) =>
    message({ callId: 'c1', body: { case: 'mediaState', value: { from, screen: true } } });
  await stage.receive(...userIds.map(announced));
}

test('there is no button before the call', async () => {
  expect(control()).toBeNull();
  await stage.talk();
  expect(control()).not.toBeNull();
});

test('the button says what it does, and does it', async () => {
  await stage.talk();
  expect(control()).toMatchObject({ isOn: false, label: 'Share screen', disabled: false });
  stage.devices.hold();
  control()?.toggle();
  expect(control()).toMatchObject({ isOn: false, label: 'Choose what to share', disabled: true });
  stage.devices.release();
  await stage.settle();
  expect(control()).toMatchObject({ isOn: true, label: 'Stop sharing', disabled: false });
  control()?.toggle();
  expect(control()).toMatchObject({ isOn: false, label: 'Share screen', disabled: false });
});

test('no more than two people share at once', async () => {
  await stage.joinGroup(['bob', 'carol']);
  await othersShare('bob');
  expect(control()).toMatchObject({ label: 'Share screen', disabled: false });
  await othersShare('carol');
  expect(control()).toMatchObject({ label: '2 people are sharing already', disabled: true });
});
