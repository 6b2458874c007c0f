import { expect, test } from '@playwright/test'
import { callTogether, expectAllSeeAll, inviteAll, people } from '../../lib/group.js'
import { killProcess } from '../../lib/processes.js'
import { roomOf } from '../../lib/rooms.js'
import { close } from '../../lib/scenes.js'

test(
  'five people see each other through the media server, also after it was killed',
  { tag: '@ordinary' },
  async ({ browser }) => {
    const all = await people(browser, 'Alice', 'Bob', 'Carol', 'Dave', 'Eve')
    const [alice] = all
    await callTogether(all.slice(0, 3))
    await expectAllSeeAll(all.slice(0, 3))
    await inviteAll(alice!, all.slice(3))
    for (const device of all) await expect(device.active).toHaveAttribute('data-topology', 'sfu')
    await expectAllSeeAll(all)

    killProcess((await roomOf(alice!)).mediaServer)
    await expectAllSeeAll(all)
    await close(...all)
  },
)
