import { expect, test } from '@playwright/test'
import { isAlive, isListening, mediaServers, memory } from '../../lib/janus.js'
import { Attacker } from '../../lib/light/attacker.js'
import { Crowd } from '../../lib/light/crowd.js'
import { ATTACKS } from '../../lib/light/malformed.js'
import type { LightParticipant } from '../../lib/light/participant.js'
import { recordMedia } from '../../lib/light/recording.js'
import { visavisUrl } from '../../lib/person.js'
import { Random, newSeed } from '../../lib/random.js'

const PACKETS = 1000
const PACKETS_AT_ONCE = 50
const RESTART_MS = 2000

/** Each media server with the number of its process. */
function pids(): Map<string, number> {
  return new Map(mediaServers().map(({ name, pid }) => [name, pid]))
}

test('malformed packets of a participant cost their own call some seconds at most, and other calls nothing', async ({
  browser,
}) => {
  test.setTimeout(600_000)
  const random = new Random(newSeed())
  console.log(`attack: VISAVIS_SEED=${random.seed}`)
  const recording = await recordMedia(browser, [180], 5)
  const options = { url: visavisUrl(), recording, subscribes: true }
  const attacked = await Crowd.signUp(4, options)
  const others = await Crowd.signUp(5, options)
  const attacker = await Attacker.signUp(visavisUrl())
  await attacked.call(attacker.id)
  await expect.poll(() => attacker.isConnected).toBe(true)
  await expectFlow(attacked)
  await others.call() // on another media server, if there is one
  await expectFlow(others)
  const otherGeneration = others.members[0]?.call?.room?.generation
  showMallory(attacked, attacker)

  for (const [name, attack] of Object.entries(ATTACKS)) {
    await expect.poll(() => attacker.isConnected, { message: 'the attacker is connected' }).toBe(true)
    const before = pids()
    const generation = attacker.generation
    const pictures = pictureCount(attacked)
    let sent = 0
    for (let i = 0; i < PACKETS && attacker.generation === generation; i += PACKETS_AT_ONCE) {
      sent += attacker.isConnected ? attacker.send(attack, PACKETS_AT_ONCE, random) : 0
      await new Promise((resolve) => setTimeout(resolve, 10)) // else our own buffers drop most of them
    }
    await expectFlow(attacked)
    const killed = [...before].filter(([, pid]) => !isAlive(pid)).map(([server]) => server)
    const outcome = killed.length === 0 ? 'nothing happens' : `kills ${killed.join(', ')}`
    console.log(`attack: ${name}: ${sent} sent, ${pictureCount(attacked) - pictures} passed on, ${outcome}`)
    if (before.size > killed.length && before.size > 1)
      expect(others.members[0]?.call?.room?.generation, 'the other call keeps its room').toBe(otherGeneration)
    await expectFlow(others)
  }
  for (const { name, pid } of mediaServers()) console.log(`attack: ${name} has ${memory(pid).toFixed(1)} MB`)

  await test.step('a media server that dies is back soon, and its calls move', async () => {
    const servers = mediaServers()
    const generation = attacked.members[0]?.call?.room?.generation ?? 0
    let back = 0
    for (const { name, pid, port } of servers) {
      if (attacked.members[0]?.call?.room?.generation !== generation) break // it was the one before
      const killedAt = performance.now()
      process.kill(pid, 'SIGKILL')
      await expect.poll(() => isAlive(pid), { intervals: [5] }).toBe(false)
      await expect.poll(() => isListening(port), { intervals: [20] }).toBe(true)
      back = performance.now() - killedAt
      console.log(`attack: ${name} is back ${Math.round(back)} ms after SIGKILL`)
      expect(back).toBeLessThan(RESTART_MS)
      await expectFlow(attacked)
      console.log(`attack: all of the call receive again ${Math.round(performance.now() - killedAt)} ms after SIGKILL`)
    }
    expect(attacked.members[0]?.call?.room?.generation, 'the call has another room').toBeGreaterThan(generation)
    await expectFlow(others)
  })

  attacker.close()
  attacked.close()
  others.close()
})

/** What reads the packets of the attacker in Janus runs only if somebody wants them. */
function showMallory(crowd: Crowd, { id }: Attacker): void {
  for (const member of crowd.members) member.show([{ userId: id, kind: 'camera', height: 720 }])
}

/** Expects that each member sends, and that voices arrive. */
async function expectFlow(crowd: Crowd): Promise<void> {
  const heard = new Map<LightParticipant, number>()
  for (const member of crowd.members) heard.set(member, voices(member))
  await expect
    .poll(
      () => {
        const silent = crowd.members.filter((it) => !it.isPublishing || voices(it) <= (heard.get(it) ?? 0))
        for (const it of crowd.members) heard.set(it, Math.min(heard.get(it) ?? 0, voices(it))) // a new connection
        return silent.map(({ name }) => name)
      },
      { message: 'all send and receive', intervals: [50], timeout: 60_000 },
    )
    .toEqual([])
}

/** The packets of video that have arrived at all of them, on their present connections. */
function pictureCount(crowd: Crowd): number {
  return crowd.members.reduce((sum, { media }) => sum + (media?.subscriber?.videoPackets ?? 0), 0)
}

function voices({ media }: LightParticipant): number {
  return media?.subscriber?.audioPackets ?? 0
}
