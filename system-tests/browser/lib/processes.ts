import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { ROOT } from './stack.js'

interface Process {
  name: string
  pid: number
}

/** Ends a process of the stack as a power cut would; it is started again by the stack. */
export function killHard(name: string): void {
  process.kill(pidOf(name), 'SIGKILL')
}

/** Asks a process of the stack to end in good order; it is started again by the stack. */
export function endGently(name: string): void {
  process.kill(pidOf(name), 'SIGTERM')
}

function pidOf(name: string): number {
  const data = process.env['VISAVIS_DATA']
  if (data === undefined) throw new Error('VISAVIS_DATA does not name the data of the stack')
  const json = execFileSync(path.join(ROOT, 'visavis'), ['ps', '--json', '--data', data], { encoding: 'utf8' })
  const found = (JSON.parse(json) as Process[]).find((process) => process.name === name)
  if (found === undefined || found.pid === 0) throw new Error(`${name} does not run`)
  return found.pid
}
