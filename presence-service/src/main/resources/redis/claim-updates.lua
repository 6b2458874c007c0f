-- Claims due presence updates: no other instance takes them until the claim expires.
-- KEYS  1 updates, by due time (epoch ms)   ARGV  1 now  2 the maximum number  3 when the claim expires
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
for _, news in ipairs(due) do
  redis.call('ZADD', KEYS[1], ARGV[3], news)
end
return due
