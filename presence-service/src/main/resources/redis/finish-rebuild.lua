-- Marks the read model as complete, unless Redis was emptied again and the lock is therefore missing.
-- KEYS  1 marker  2 lock   ARGV  1 the topics it was built from  2 the lock's holder
if redis.call('GET', KEYS[2]) ~= ARGV[2] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1])
redis.call('DEL', KEYS[2])
return 1
