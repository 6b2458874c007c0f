import { expect } from '@playwright/test'
import type { LightParticipant } from './participant.js'
import type { Traffic } from './signaling.js'

/** Messages over the sockets of devices, in both directions. */
export interface Cost {
  readonly messages: number
  readonly bytes: number
}

export interface JoinCost {
  /** How many are in the call afterwards. */
  readonly people: number
  readonly newcomer: Cost
  /** The mean of the others. */
  readonly other: Cost
}

const QUIET_MS = 1000
/** From so many people on, a call is on the SFU. */
const SFU_FROM = 5
const NOTHING: Cost = { messages: 0, bytes: 0 }

/** Lets the first call all others, and measures what the last one costs who answers when all others are in. */
export async function joinCost(members: readonly LightParticipant[]): Promise<JoinCost> {
  const [caller, ...others] = members
  const newcomer = others.at(-1)
  if (caller === undefined || newcomer === undefined) throw new Error('a call needs two people')
  newcomer.answersCalls = false
  const callId = await caller.startCall(others.map(({ id }) => id))
  await areIn(members.slice(0, -1), members.length - 1)
  await quiet(members)
  const before = members.map(traffic)
  await newcomer.answer(callId)
  await areIn(members, members.length)
  await quiet(members)
  newcomer.answersCalls = true

  const costs = members.map((member, index) => minus(traffic(member), before[index] ?? NOTHING))
  const sum = costs.slice(0, -1).reduce(plus, NOTHING)
  const count = members.length - 1
  return {
    people: members.length,
    newcomer: costs.at(-1) ?? NOTHING,
    other: { messages: sum.messages / count, bytes: sum.bytes / count },
  }
}

/** The costs as lines of a Markdown table. */
export function joinCostTable(costs: readonly JoinCost[]): string {
  const lines = costs.map(
    ({ people, newcomer, other }) =>
      `| ${people} | ${cell(newcomer)} | ${cell(other)} | ${cell(all(people, newcomer, other))} |`,
  )
  return ['| people | the one who joins | each of the others | all |', '|---|---|---|---|', ...lines].join('\n')
}

async function areIn(members: readonly LightParticipant[], inCall: number): Promise<void> {
  await expect
    .poll(
      () => members.filter((member) => member.inCall === inCall && (inCall < SFU_FROM || member.isPublishing)).length,
      { message: 'members are in the call' },
    )
    .toBe(members.length)
}

/** Waits until nobody has sent or received anything for a while. */
async function quiet(members: readonly LightParticipant[]): Promise<void> {
  let last = -1
  const isQuiet = (): boolean => {
    const before = last
    last = members.reduce((sum, member) => sum + traffic(member).messages, 0)
    return last === before
  }
  await expect.poll(isQuiet, { message: 'nothing is sent any more', intervals: [QUIET_MS] }).toBe(true)
}

function traffic({ signaling }: LightParticipant): Cost {
  return plus(total(signaling.sent), total(signaling.received))
}

function total({ types }: Traffic): Cost {
  return [...types.values()].reduce(plus, NOTHING)
}

function all(people: number, newcomer: Cost, other: Cost): Cost {
  const count = people - 1
  return plus(newcomer, { messages: other.messages * count, bytes: other.bytes * count })
}

function plus(a: Cost, b: Cost): Cost {
  return { messages: a.messages + b.messages, bytes: a.bytes + b.bytes }
}

function minus(a: Cost, b: Cost): Cost {
  return { messages: a.messages - b.messages, bytes: a.bytes - b.bytes }
}

function cell({ messages, bytes }: Cost): string {
  return `${Math.round(messages * 10) / 10} messages, ${(bytes / 1000).toFixed(1)} kB`
}
