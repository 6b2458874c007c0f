-- Keeps the newest profile of a user.
-- KEYS  1 profile  2 its version   ARGV  1 profile  2 version
if tonumber(ARGV[2]) >= tonumber(redis.call('GET', KEYS[2]) or '-1') then
  redis.call('SET', KEYS[1], ARGV[1])
  redis.call('SET', KEYS[2], ARGV[2])
end
return 1
