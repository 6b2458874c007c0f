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

/** Ends a process of the stack. It is down until `releaseProcess`. */
export function holdProcess(name: string): void {
  visavis('stop', name)
}

export function releaseProcess(name: string): void {
  visavis('start', name)
}

function pidOf(name: string): number {
  const found = (JSON.parse(visavis('ps', '--json')) as Process[]).find((process) => process.name === name)
  if (found === undefined || found.pid === 0) throw new Error(`${name} is not running`)
  return found.pid
}

function visavis(...words: string[]): string {
  const data = process.env['VISAVIS_DATA']
  if (data === undefined) throw new Error('VISAVIS_DATA does not name the data of the stack')
  return execFileSync(path.join(ROOT, 'visavis'), [...words, '--data', data], { encoding: 'utf8' })
}
