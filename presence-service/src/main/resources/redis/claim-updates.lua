-- Claims what is due: nobody else takes it before the claim ends.
-- KEYS  1 news, by when they are due (epoch ms)   ARGV  1 now  2 how many  3 until when they are claimed
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
for _, news in ipairs(due) do
  redis.call('ZADD', KEYS[1], ARGV[3], news)
end
return due
