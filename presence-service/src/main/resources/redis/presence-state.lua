-- Reads a user's presence at one instant. All keys belong to that user.
-- KEYS  1 devices  2 calls  3 last-seen  4 the state last sent to the followers
-- Reply: the instant (epoch ms), the number of devices, whether in a call, last-seen or nothing, the state last sent.
local time = redis.call('TIME')
local joined = 0
for _, state in ipairs(redis.call('HVALS', KEYS[2])) do
  if string.sub(state, 1, 7) == 'joined:' then
    joined = 1
  end
end
return {
  time[1] * 1000 + math.floor(time[2] / 1000),
  redis.call('HLEN', KEYS[1]),
  joined,
  redis.call('GET', KEYS[3]) or '',
  redis.call('GET', KEYS[4]) or ''
}
