// Compares Visavis with the reference server, alternating (A B A B …): the ring time with one call at a time, and the
// number of calls a second with a ring p99 under 100 ms. Prints each round and the median of the ratios.
//
//   node benchmarks/compare.mjs --driver DIR [--rounds 5] [--seconds 30] [--warmup 45] [--users 200] [--only ring|calls]
//        [--at-once N]: N concurrent calls on both sides, instead of the best number of each
//
// DIR contains driver.mjs, quiet.mjs, adapter-reference.mjs and their node_modules. The reference listens at
// --reference (ws://127.0.0.1:18080/signaling); Visavis is the stack of `./visavis up --port PORT` (--port, 8080). By
// default its sockets connect directly to gateway-0, like those of the reference; --edge connects them through the
// edge.
import { execFileSync, spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const P99_LIMIT_MS = 100
/** The p99 limit in the search for the best concurrency; leaves room for the variation between rounds. */
const SEARCH_P99_LIMIT_MS = 90
const CONCURRENCIES = [8, 16, 32, 48, 64, 96]
const SEARCH_PASSES = 2
/** How often a run with failed calls is repeated: either the machine stalled, or the next run fails too. */
const ATTEMPTS = 3
/** A run begins when the load is below this percentage of one core, or after SETTLE_S seconds. */
const QUIET_PCT = 30
const SETTLE_S = 15

const options = { driver: '', rounds: 5, seconds: 30, warmup: 45, users: 200, only: '', 'at-once': 0, port: 8080, edge: false, reference: 'ws://127.0.0.1:18080/signaling' }
for (let i = 2; i < process.argv.length; i++) {
  const name = process.argv[i].replace(/^--/, '')
  if (!(name in options)) fail(`there is no option --${name}`)
  if (typeof options[name] === 'boolean') options[name] = true
  else options[name] = typeof options[name] === 'number' ? Number(process.argv[++i]) : process.argv[++i]
}
if (!options.driver) fail('--driver must name the folder of driver.mjs')

function fail(why) {
  console.error(why)
  process.exit(2)
}

const adapter = path.join(ROOT, 'benchmarks/adapter-visavis.mjs')
const gateway = JSON.parse(execFileSync(path.join(ROOT, 'visavis'), ['ps', '--json'])).find((p) => p.name === 'gateway-0')
if (!gateway) fail('no gateway-0 runs here: ./visavis up')

const targets = {
  visavis: ['--url', `ws://127.0.0.1:${options.edge ? options.port : gateway.port}/signaling`, '--adapter', adapter, '--connect-par', '8'],
  reference: ['--url', options.reference],
}

/** Waits until the machine is idle after the previous run: databases continue to write for a while. */
function settle() {
  const run = spawnSync(process.execPath, ['quiet.mjs', String(QUIET_PCT), String(SETTLE_S)], { cwd: options.driver, timeout: 2 * SETTLE_S * 1000 })
  if (run.status !== 0) fail(`quiet.mjs: ${run.stderr}`)
}

function drive(target, concurrency, seconds, warmup) {
  for (let attempt = 1; ; attempt++) {
    const run = driveOnce(target, concurrency, seconds, warmup)
    if (run.failed === 0 || attempt === ATTEMPTS) return run
    console.log(`  ${target} ${concurrency} at once: ${run.failed} calls failed, repeating the run`)
  }
}

function driveOnce(target, concurrency, seconds, warmup) {
  settle()
  const run = spawnSync(
    process.execPath,
    ['driver.mjs', ...targets[target], '--mode', 'closed', '--users', String(options.users), '--concurrency', String(concurrency),
      '--duration', String(seconds), '--warmup', String(warmup), '--json'],
    { cwd: options.driver, encoding: 'utf8', timeout: (seconds + warmup + 180) * 1000,
      env: { ...process.env, VISAVIS_URL: `http://127.0.0.1:${options.port}` } },
  )
  const line = run.stdout.trim().split('\n').at(-1)
  if (run.status !== 0 || !line.startsWith('{')) fail(`${target}: ${run.stderr || run.stdout}`)
  return JSON.parse(line)
}

const median = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)]
const ring = (run) => run.lat_ms.ring

/** For each target, the concurrency with the most calls a second within the limit, averaged over all passes. */
function best() {
  const seen = { visavis: CONCURRENCIES.map(() => []), reference: CONCURRENCIES.map(() => []) }
  for (let pass = 1; pass <= SEARCH_PASSES; pass++)
    for (const [i, concurrency] of CONCURRENCIES.entries())
      for (const target of ['visavis', 'reference']) {
        const run = drive(target, concurrency, 10, 5)
        console.log(`  ${target} ${concurrency} at once: ${run.calls_per_s} calls/s, ring p99 ${ring(run).p99} ms, failed ${run.failed}`)
        seen[target][i].push(run)
      }
  const mean = (runs, value) => runs.reduce((sum, run) => sum + value(run), 0) / runs.length
  const calls = (runs) =>
    runs.every((run) => run.failed === 0) && mean(runs, (run) => ring(run).p99) < SEARCH_P99_LIMIT_MS ? mean(runs, (run) => run.calls_per_s) : 0
  const most = (target) => CONCURRENCIES[seen[target].reduce((most, runs, i) => (calls(runs) > calls(seen[target][most]) ? i : most), 0)]
  return { visavis: most('visavis'), reference: most('reference') }
}

function rounds(name, concurrency, value) {
  const ratios = []
  const seen = { visavis: [], reference: [] }
  for (let round = 1; round <= options.rounds; round++) {
    const [ours, theirs] = ['visavis', 'reference'].map((target) => drive(target, concurrency[target], options.seconds, 3))
    seen.visavis.push(ours)
    seen.reference.push(theirs)
    ratios.push(value(ours) / value(theirs))
    console.log(`  round ${round}: ${value(ours)} / ${value(theirs)} = ${ratios.at(-1).toFixed(2)} (ring p99 ${ring(ours).p99} / ${ring(theirs).p99} ms, ` +
      `machine busy ${ours.machine.busy_pct_of_2_cores} / ${theirs.machine.busy_pct_of_2_cores} %, failed ${ours.failed} / ${theirs.failed})`)
  }
  for (const target of ['visavis', 'reference'])
    console.log(`${name}, ${target}: median ${median(seen[target].map(value))}, ring p99 median ${median(seen[target].map((run) => ring(run).p99))} ms`)
  console.log(`${name}: median of the ratios ${median(ratios).toFixed(2)}\n`)
}

console.log('warming up')
for (const target of ['visavis', 'reference']) drive(target, 16, 5, options.warmup)
if (options.only !== 'calls') {
  console.log('ring p50 in ms, one call at a time')
  rounds('ring p50', { visavis: 1, reference: 1 }, (run) => ring(run).p50)
}
if (options.only !== 'ring') {
  console.log(`calls a second with ring p99 under ${P99_LIMIT_MS} ms`)
  const given = options['at-once']
  const atOnce = given > 0 ? { visavis: given, reference: given } : best()
  console.log(`concurrent calls: visavis ${atOnce.visavis}, reference ${atOnce.reference}`)
  rounds('calls/s', atOnce, (run) => run.calls_per_s)
}
