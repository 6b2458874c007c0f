// The Visavis adapter of the load driver: sign-in, message encoding, classification of messages.
//
// Accounts are created through the edge (VISAVIS_URL, default http://127.0.0.1:8080) and stored with their tokens in
// .visavis/bench-users.json, so that a second run need not hash passwords again. Sockets go to the driver's --url: the
// edge's /signaling, or a gateway's own port to bypass the edge.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const EDGE = process.env.VISAVIS_URL ?? 'http://127.0.0.1:8080'
const FILE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../.visavis/bench-users.json')
const PASSWORD = 'load driver 1'
const MIN_VALIDITY_S = 3600

const accounts = load()
const opening = new Map()

function load() {
  if (!fs.existsSync(FILE)) return {}
  const stored = JSON.parse(fs.readFileSync(FILE, 'utf8'))
  return stored.edge === EDGE ? stored.accounts : {}
}

function valid(token) {
  const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url'))
  return claims.exp > Date.now() / 1000 + MIN_VALIDITY_S
}

async function post(route, body) {
  return fetch(EDGE + route, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  })
}

async function openAccount(i) {
  const known = accounts[i]
  if (known !== undefined && valid(known.token)) return known
  const username = `load-${i}`
  let answer = await post('/api/auth/signup', { username, password: PASSWORD, name: `Load ${i}` })
  if (answer.status === 409) answer = await post('/api/auth/login', { username, password: PASSWORD })
  if (!answer.ok) throw new Error(`${username}: ${answer.status} ${await answer.text()}`)
  const { user, accessToken } = await answer.json()
  return (accounts[i] = { id: user.id, token: accessToken })
}

function account(i) {
  if (!opening.has(i)) opening.set(i, openAccount(i))
  return opening.get(i)
}

process.on('exit', () => {
  fs.mkdirSync(path.dirname(FILE), { recursive: true })
  fs.writeFileSync(FILE, JSON.stringify({ edge: EDGE, accounts }), { mode: 0o600 })
})

export const userId = (i) => accounts[i].id
export const deviceId = (i, d) => `dev-${i}-${d}`

export async function connect(base, i) {
  const { token } = await account(i)
  return { url: base, headers: { authorization: `Bearer ${token}` } }
}

export const registerAck = true
export const heartbeat = () => ({ type: 'sync' }) // only adds load; the gateway's pings keep a socket open

export const encode = {
  register: (i, d) => ({ type: 'register', payload: { deviceId: deviceId(i, d) } }),
  initiate: (callee, key) => ({
    type: 'initiate_call',
    payload: { calleeId: userId(callee), callType: 'video' },
    idempotencyKey: key,
  }),
  answer: (callId, sdp) => ({ type: 'answer_call', callId, payload: { sdp: { ...sdp, type: 'offer' } } }),
  ice: (callId, candidate) => ({ type: 'ice_candidate', callId, payload: { candidate } }),
  end: (callId) => ({ type: 'end_call', callId }),
}

export function classify(m) {
  switch (m.type) {
    case 'registered':
      return { ev: 'registered' }
    case 'ring':
      return { ev: 'ring', callId: m.callId, caller: m.payload.caller.id }
    case 'call_answered':
      return { ev: 'answered', callId: m.callId, sdp: m.payload.sdp }
    case 'call_ended':
      return {
        ev: m.payload.reason === 'answered_elsewhere' ? 'elsewhere' : 'ended',
        callId: m.callId,
        reason: m.payload.reason,
      }
    case 'ice_candidate':
      return { ev: 'ice', callId: m.callId, candidate: m.payload.candidate }
    case 'error':
      return { ev: 'error', code: m.payload.code, message: m.payload.message }
    default:
      return { ev: 'other' }
  }
}
