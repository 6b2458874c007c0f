import { visavisUrl } from '../lib/person.js'
import { expect, test } from '../lib/policy.js'

test('the page and its script are sent with the compression that the browser requests', async ({ request }) => {
  const page = await (await request.get(visavisUrl())).text()
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1]
  expect(script, 'the script of the page').toBeDefined()
  for (const path of ['/', script]) {
    for (const encoding of ['br', 'gzip']) {
      const response = await request.get(`${visavisUrl()}${path}`, { headers: { 'Accept-Encoding': encoding } })
      expect(response.status()).toBe(200)
      expect(response.headers()['content-encoding'], `${path} as ${encoding}`).toBe(encoding)
    }
  }
})
