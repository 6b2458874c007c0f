import { readFileSync, readdirSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { WebSocket } from 'ws'
import { type Process, processes } from './processes.js'

/** A media server of the stack, seen from outside. */
export interface MediaServer {
  readonly name: string
  readonly pid: number
  readonly port: number
  /** How often the stack has started it again. */
  readonly restarts: number
}

const REQUEST_LIMIT_MS = 5000

export function mediaServers(): MediaServer[] {
  return processes().filter(({ name }: Process) => name.startsWith('janus-'))
}

/** How many handles it has: each has a thread of its own, named after it. */
export function handles(pid: number): number {
  return readdirSync(`/proc/${pid}/task`)
    .map((thread) => nameOfThread(pid, thread))
    .filter((name) => name.startsWith('hloop')).length
}

/** Empty if it has ended meanwhile. */
function nameOfThread(pid: number, thread: string): string {
  try {
    return readFileSync(`/proc/${pid}/task/${thread}/comm`, 'utf8')
  } catch {
    return ''
  }
}

/** The resident memory, in MB. */
export function memory(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  if (found === null) throw new Error(`process ${pid} has no memory`)
  return Number(found[1]) / 1024
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Whether its API accepts connections. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

/** The names of its rooms, asked over its API. */
export async function rooms(port: number): Promise<string[]> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, 'janus-protocol')
  try {
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    const session = (await ask(socket, { janus: 'create' })).data?.id
    const handle = (await ask(socket, { janus: 'attach', session_id: session, plugin: 'janus.plugin.videoroom' })).data
      ?.id
    const body = { request: 'list', admin_key: secret('janus-admin') }
    const reply = await ask(socket, { janus: 'message', session_id: session, handle_id: handle, body })
    await ask(socket, { janus: 'destroy', session_id: session })
    return (reply.plugindata?.data.list ?? []).map(({ room }) => room)
  } finally {
    socket.close()
  }
}

interface Reply {
  readonly janus: string
  readonly transaction?: string
  readonly data?: { readonly id: number }
  readonly plugindata?: { readonly data: { readonly list?: readonly { readonly room: string }[] } }
}

function ask(socket: WebSocket, request: Record<string, unknown>): Promise<Reply> {
  const transaction = String(Math.random())
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Janus does not answer')), REQUEST_LIMIT_MS)
    socket.on('message', function receive(data: Buffer) {
      const reply = JSON.parse(data.toString()) as Reply
      if (reply.transaction !== transaction || reply.janus === 'ack') return
      clearTimeout(timer)
      socket.off('message', receive)
      if (reply.janus === 'error') reject(new Error(JSON.stringify(reply)))
      else resolve(reply)
    })
    socket.send(JSON.stringify({ ...request, transaction, apisecret: secret('janus-api') }))
  })
}

function secret(name: string): string {
  return readFileSync(path.join(process.env['VISAVIS_DATA'] ?? '', 'secrets', name), 'utf8').trim()
}
