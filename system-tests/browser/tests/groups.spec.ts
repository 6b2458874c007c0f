import { expect, test } from '@playwright/test'
import { callTogether, expectAllSeeAll, people, tile } from '../lib/group.js'
import { close } from '../lib/scenes.js'

test('three people see each other in a mesh', async ({ browser }) => {
  const [alice, bob, carol] = await people(browser, 'Alice', 'Bob', 'Carol')
  await callTogether([alice!, bob!, carol!])
  await expectAllSeeAll([alice!, bob!, carol!])
  await expect(alice!.active).toHaveAttribute('data-topology', 'mesh')

  await bob!.button('Turn camera off').click()
  await expect(tile(alice!, bob!.person).getByTestId('tile-video')).toBeHidden()
  await carol!.button('Hang up').click()
  await expect(tile(alice!, carol!.person)).toBeHidden()
  await close(alice!, bob!, carol!)
})
