-- Checks whether one user may ring others now, and counts the rings if so.
-- KEYS  1 the caller's rings: a sorted set of "<call> <callee>", scored by the time of the ring (ms)
-- ARGV  1 the window (ms)  2 the limit for one callee  3 the limit for all callees  4 the call  5… the callees
-- Returns 0, or how long to wait (ms). A ring that is counted already (same call, same callee) is not new.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local window, call = tonumber(ARGV[1]), ARGV[4]

redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
local fresh, earlier = {}, {}
for i = 5, #ARGV do
  local ring = call .. ' ' .. ARGV[i]
  if not redis.call('ZSCORE', KEYS[1], ring) then
    fresh[#fresh + 1] = ring
    earlier[ARGV[i]] = {}
  end
end
if #fresh == 0 then
  return 0
end

local rings = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
for i = 1, #rings, 2 do
  local times = earlier[string.sub(rings[i], #call + 2)]
  if times then
    times[#times + 1] = tonumber(rings[i + 1])
  end
end

-- Above a limit, the caller waits until enough of the earliest rings have left the window.
local wait = 0
for _, times in pairs(earlier) do
  local over = #times + 1 - ARGV[2]
  if over > 0 then
    wait = math.max(wait, (times[over] or now) + window - now)
  end
end
local over = #rings / 2 + #fresh - ARGV[3]
if over > 0 then
  wait = math.max(wait, (tonumber(rings[2 * over]) or now) + window - now)
end
if wait > 0 then
  return wait
end

for _, ring in ipairs(fresh) do
  redis.call('ZADD', KEYS[1], now, ring)
end
redis.call('PEXPIRE', KEYS[1], window)
return 0
