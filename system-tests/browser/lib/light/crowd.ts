import { expect } from '@playwright/test'
import { LightParticipant, type LightOptions, releaseNativeThreads } from './participant.js'

/** Passwords are hashed: more at once would only wait for a processor. */
const SIGN_UPS_AT_ONCE = 4

/** Several light participants, `Light 1` and so on, who answer every call. */
export class Crowd {
  private constructor(readonly members: readonly LightParticipant[]) {}

  static async signUp(count: number, options: Omit<LightOptions, 'name'>): Promise<Crowd> {
    const members: LightParticipant[] = []
    while (members.length < count) {
      const size = Math.min(SIGN_UPS_AT_ONCE, count - members.length)
      const names = Array.from({ length: size }, (_, index) => `Light ${members.length + index + 1}`)
      const more = names.map((name) => LightParticipant.signUp({ answers: true, ...options, name }))
      members.push(...(await Promise.all(more)))
    }
    return new Crowd(members)
  }

  /** The first calls all others, and the people with these ids. Returns the id of the call. */
  call(...userIds: readonly string[]): Promise<string> {
    const [caller, ...others] = this.members
    if (caller === undefined) throw new Error('nobody calls')
    return caller.startCall([...others.map(({ id }) => id), ...userIds])
  }

  /** The first ends the call for all. Resolves when everybody knows. */
  async end(): Promise<void> {
    await this.members[0]?.endForEveryone()
    await expect.poll(() => this.members.every(({ call }) => call === null), { message: 'the call is over' }).toBe(true)
  }

  /** How many see so many people in the call, and have their media connected to the SFU. */
  ready(inCall: number): number {
    return this.members.filter((member) => member.isPublishing && member.inCall === inCall).length
  }

  /** The packets that all have received so far. */
  packetsReceived(): number {
    return this.members.reduce((sum, { media }) => {
      const { videoPackets = 0, audioPackets = 0 } = media?.subscriber ?? {}
      return sum + videoPackets + audioPackets
    }, 0)
  }

  /** Each shows the cameras of so many others. */
  showEachOther(tiles: number, height: number): void {
    for (const [index, member] of this.members.entries()) {
      const others = [...this.members.slice(index + 1), ...this.members.slice(0, index)]
      member.show(others.slice(0, tiles).map(({ id }) => ({ userId: id, kind: 'camera', height })))
    }
  }

  close(): void {
    for (const member of this.members) member.close()
    releaseNativeThreads()
  }
}
