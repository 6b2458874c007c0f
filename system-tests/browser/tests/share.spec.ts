import type { Locator } from '@playwright/test'
import { inviteAll, people } from '../lib/group.js'
import { expectMediaFlows } from '../lib/media.js'
import { expect, test } from '../lib/policy.js'
import { aliceAndBob, close, connected } from '../lib/scenes.js'
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
} from '../lib/screen.js'

test.use({ launchOptions: chromiumThatSharesATab })

test('what one shares is what the other sees, until it stops', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await allowDevices(alice, bob)
  await connected({ alice, bob })
  const tab = await openTabToShare(alice, PURPLE)
  await shareTab(alice)
  await expectSeen(bob, PURPLE)
  await expect(alice.testId('own-screen')).toBeVisible()
  await paint(tab, ORANGE)
  await expectSeen(bob, ORANGE)
  await expectMediaFlows(bob.page) // the camera and the voice go on beside it
  await expect(bob.testId('remote-video')).toBeVisible()

  await alice.testId('sharing').getByRole('button', { name: 'Stop' }).click()
  await expect(sharedScreen(bob)).toBeHidden()
  await expect(alice.testId('sharing')).toBeHidden()

  await alice.button('Turn camera off').click()
  await alice.button('Mute').click()
  await paint(tab, PURPLE)
  await shareTab(alice)
  await expectSeen(bob, PURPLE)
  await tab.close()
  await expect(sharedScreen(bob)).toBeHidden()
  await expect(alice.status(/Your screen is no longer shared/)).toBeVisible()
  await close(alice, bob)
})

test('both share at once, and a reload ends the own share only', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await allowDevices(alice, bob)
  await connected({ alice, bob })
  const tab = await openTabToShare(alice, PURPLE)
  await shareTab(alice)
  await shareTab(bob)
  await expectSeen(bob, PURPLE)
  await expectSeen(alice, PURPLE)

  alice.page.once('dialog', (dialog) => void dialog.accept())
  await alice.page.reload()
  await expect(alice.status(/because this page was reloaded/)).toBeVisible()
  await expect(sharedScreen(bob)).toBeHidden()
  await paint(tab, ORANGE)
  await expectSeen(alice, ORANGE)
  await close(alice, bob)
})

test('the people are beside a shared screen, and it goes along into a small call', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await allowDevices(alice, bob)
  await connected({ alice, bob })
  await openTabToShare(alice, PURPLE)
  await shareTab(alice)
  await expectSeen(bob, PURPLE)
  const [screen, peer, own] = [bob.testId('shared-screen'), bob.testId('beside-screen'), bob.testId('self-view-frame')]
  const allApart = async (): Promise<void> => {
    await expectApart(screen, peer)
    await expectApart(screen, own)
    await expectApart(peer, own)
  }
  await allApart()
  await bob.button(/^Move your picture/).press('ArrowUp') // where the peer was
  await expect(own).toHaveAttribute('data-corner', 'topRight')
  await allApart()
  await bob.page.setViewportSize({ width: 390, height: 844 })
  await expectApart(peer, own)

  await bob.button('Minimize the call').click()
  await expect(bob.active).toHaveAttribute('data-minimized', 'true')
  await expectSeen(bob, PURPLE)
  await alice.button('Minimize the call').click()
  await alice.button('Stop sharing').click()
  await expect(sharedScreen(bob)).toBeHidden()
  await expect(bob.testId('remote-video')).toBeVisible()

  await alice.button('Back to the call').click()
  await alice.page.setViewportSize({ width: 390, height: 844 })
  await alice.button('More').click()
  await alice.page.getByRole('menuitem', { name: 'Share screen' }).click()
  await expectSeen(bob, PURPLE)
  await close(alice, bob)
})

/** Expects that two pictures do not overlap, once they have reached their places. */
async function expectApart(one: Locator, other: Locator): Promise<void> {
  await expect
    .poll(async () => {
      const [first, second] = [await one.boundingBox(), await other.boundingBox()]
      if (!first || !second) return 'hidden'
      const isBeside = first.x + first.width <= second.x || second.x + second.width <= first.x
      const isBelow = first.y + first.height <= second.y || second.y + second.height <= first.y
      return isBeside || isBelow ? 'apart' : 'overlapping'
    })
    .toBe('apart')
}

test('a share goes on without a blank when a third person joins, who sees it too', async ({ browser }) => {
  const [alice, bob, carol] = await people(browser, 'Alice', 'Bob', 'Carol')
  await allowDevices(alice!, bob!, carol!)
  await connected({ alice: alice!, bob: bob! })
  await openTabToShare(alice!, PURPLE)
  await shareTab(alice!)
  await expectSeen(bob!, PURPLE)
  await watchScreen(bob!)
  await inviteAll(alice!, [carol!])
  await expect(bob!.active).toHaveAttribute('data-topology', 'mesh')
  await expectSeen(carol!, PURPLE)
  await expectSeen(bob!, PURPLE)
  expect(await longestBlank(bob!)).toBeLessThan(500)

  await alice!.testId('sharing').getByRole('button', { name: 'Stop' }).click()
  for (const viewer of [bob!, carol!]) await expect(sharedScreen(viewer)).toBeHidden()
  await close(alice!, bob!, carol!)
})
