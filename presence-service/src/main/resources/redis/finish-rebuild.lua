-- The read model is complete, unless Redis was emptied again meanwhile: then the lock is gone.
-- KEYS  1 marker  2 lock   ARGV  1 which logs it was made from  2 the lock's holder
if redis.call('GET', KEYS[2]) ~= ARGV[2] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1])
redis.call('DEL', KEYS[2])
return 1
