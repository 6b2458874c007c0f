import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { ROOT } from './stack.js'

interface Process {
  name: string
  pid: number
}

/** Kills a process of the stack with SIGKILL; the stack starts it again. */
export function killProcess(name: string): void {
  process.kill(pidOf(name), 'SIGKILL')
}

/** Asks a process of the stack to shut down with SIGTERM; the stack starts it again. */
export function stopProcess(name: string): void {
  process.kill(pidOf(name), 'SIGTERM')
}

function pidOf(name: string): number {
  const data = process.env['VISAVIS_DATA']
  if (data === undefined) throw new Error('VISAVIS_DATA does not name the data of the stack')
  const json = execFileSync(path.join(ROOT, 'visavis'), ['ps', '--json', '--data', data], { encoding: 'utf8' })
  const found = (JSON.parse(json) as Process[]).find((process) => process.name === name)
  if (found === undefined || found.pid === 0) throw new Error(`${name} is not running`)
  return found.pid
}
