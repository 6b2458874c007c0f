import { callTogether, inviteAll, people } from '../../lib/group.js'
import { expect, test } from '../../lib/policy.js'
import { killProcess } from '../../lib/processes.js'
import { close } from '../../lib/scenes.js'
import {
  allowDevices,
  chromiumThatSharesATab,
  expectSeen,
  longestBlank,
  openTabToShare,
  ORANGE,
  paint,
  PURPLE,
  sharedScreen,
  shareTab,
  watchScreen,
} from '../../lib/screen.js'

test.use({ launchOptions: chromiumThatSharesATab })

test('a share goes on from the mesh to the media server, and to the next one when that is killed', async ({
  browser,
}) => {
  const all = await people(browser, 'Alice', 'Bob', 'Carol', 'Dave', 'Eve')
  const [alice, bob, carol, dave, eve] = all
  await allowDevices(...all)
  await callTogether([alice!, bob!, carol!])
  const tab = await openTabToShare(alice!, PURPLE)
  await shareTab(alice!)
  for (const viewer of [bob!, carol!]) await expectSeen(viewer, PURPLE)
  await watchScreen(bob!)
  await inviteAll(alice!, [dave!, eve!])
  for (const device of all) await expect(device.active).toHaveAttribute('data-topology', 'sfu')
  for (const viewer of [bob!, carol!, dave!, eve!]) await expectSeen(viewer, PURPLE)
  expect(await longestBlank(bob!)).toBeLessThan(500)

  killProcess('janus-0')
  await paint(tab, ORANGE)
  for (const viewer of [bob!, carol!, dave!, eve!]) await expectSeen(viewer, ORANGE)
  await alice!.testId('sharing').getByRole('button', { name: 'Stop' }).click()
  for (const viewer of [bob!, eve!]) await expect(sharedScreen(viewer)).toBeHidden()
  await close(...all)
})
