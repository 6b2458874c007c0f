-- Stores the newest profile of a user. All keys belong to that user.
-- KEYS  1 profile  2 its version  3 contacts  4 revoked devices  5 ended sessions
-- ARGV  1 profile  2 version  3 the number of contacts  4 the number of ended sessions  5… the contacts,
--       the ended sessions, and the device and instant (epoch ms) of each revocation
if tonumber(ARGV[2]) < tonumber(redis.call('GET', KEYS[2]) or '-1') then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1])
redis.call('SET', KEYS[2], ARGV[2])

local contacts = 4 + tonumber(ARGV[3])
redis.call('DEL', KEYS[3])
for i = 5, contacts do
  redis.call('SADD', KEYS[3], ARGV[i])
end

local last = contacts + tonumber(ARGV[4])
redis.call('DEL', KEYS[5])
for i = contacts + 1, last do
  redis.call('HSET', KEYS[5], ARGV[i], '1')
end

-- The device log may have contained a later revocation already. Revocations that the profile no longer
-- contains are not needed.
if redis.call('HLEN', KEYS[4]) > 200 then
  redis.call('DEL', KEYS[4])
end
for i = last + 1, #ARGV, 2 do
  if tonumber(redis.call('HGET', KEYS[4], ARGV[i]) or '0') < tonumber(ARGV[i + 1]) then
    redis.call('HSET', KEYS[4], ARGV[i], ARGV[i + 1])
  end
end
return 1
