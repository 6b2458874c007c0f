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

  /** How many see so many people in the call, and have their media connected to the SFU. */
  ready(inCall: number): number {
    return this.members.filter((member) => member.isPublishing && member.inCall === inCall).length
  }

  close(): void {
    for (const member of this.members) member.close()
    releaseNativeThreads()
  }
}
