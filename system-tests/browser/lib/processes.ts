import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './stack.js'

/** Of Linux on amd64 and arm64. */
const TICKS_PER_SECOND = 100
const PAGE_BYTES = 4096

export interface Process {
  name: string
  pid: number
  port: number
  restarts: number
  /** The port of the checks and metrics; 0 if there is none. */
  management: number
  health: string
}

/** The processes of the stack. */
export function processes(): Process[] {
  return JSON.parse(visavis('ps', '--json')) as Process[]
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

/** The processor time that a process has used so far, in seconds, and its memory now, in bytes. */
export function usage(pid: number): { seconds: number; bytes: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = Number(fields[11]) + Number(fields[12])
  return { seconds: ticks / TICKS_PER_SECOND, bytes: Number(fields[21]) * PAGE_BYTES }
}

/** What happened in a call, as `./visavis explain` prints it. */
export function explain(callId: string): string {
  return visavis('explain', callId)
}

/** The id of a running process of the stack. */
export function pidOf(name: string): number {
  const found = processes().find((process) => process.name === name)
  if (found === undefined || found.pid === 0) throw new Error(`${name} is not running`)
  return found.pid
}

function visavis(...words: string[]): string {
  const data = process.env['VISAVIS_DATA']
  if (data === undefined) throw new Error('VISAVIS_DATA does not name the data of the stack')
  return execFileSync(path.join(ROOT, 'visavis'), [...words, '--data', data], { encoding: 'utf8' })
}
