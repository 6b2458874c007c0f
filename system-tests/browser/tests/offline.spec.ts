import { openDevice, signUp } from '../lib/person.js'
import { expect, test } from '../lib/policy.js'

interface Manifest {
  start_url: string
  display: string
  icons: { src: string; type: string; sizes: string; purpose?: string }[]
}

test('the page can be installed', async ({ browser }) => {
  const alice = await openDevice(browser, await signUp(browser, 'Alice'))
  const { request } = alice.context
  const link = alice.page.locator('link[rel=manifest]')
  const response = await request.get(new URL((await link.getAttribute('href')) ?? '', alice.page.url()).href)
  expect(response.headers()['content-type']).toBe('application/manifest+json')
  const manifest = (await response.json()) as Manifest
  expect(manifest).toMatchObject({ start_url: '/', display: 'standalone' })
  expect(manifest.icons.map(({ purpose }) => purpose)).toContain('maskable')
  for (const { src, type, sizes } of manifest.icons) {
    const url = new URL(src, alice.page.url()).href
    expect((await request.get(url)).headers()['content-type'], src).toBe(type)
    if (type === 'image/png') expect(await alice.page.evaluate(sizeOf, url), src).toBe(sizes)
  }
  await alice.close()
})

/** Runs in the page. Returns the size of a picture, as in a manifest. */
async function sizeOf(url: string): Promise<string> {
  const image = new Image()
  image.src = url
  await image.decode()
  return `${image.naturalWidth}x${image.naturalHeight}`
}

test('while the server cannot be reached, a page that is opened says so, and opens once it can', async ({
  browser,
}) => {
  const alice = await openDevice(browser, await signUp(browser, 'Alice'))
  const { page, context } = alice
  await page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active !== null))
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
  await context.setOffline(true)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Visavis cannot be reached' })).toBeVisible()
  const icon = page.locator('img')
  await expect.poll(() => icon.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  await expect(page.getByRole('link', { name: 'Try again' })).toHaveCSS('border-radius', /^[1-9]/) // it has its styles
  await context.setOffline(false)
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'Visavis cannot be reached' })).toBeHidden()
  await expect(alice.button('New group call')).toBeVisible()
  await alice.close()
})
