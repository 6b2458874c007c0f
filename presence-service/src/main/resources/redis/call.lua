-- Applies one change of a user's participation in a call. All keys belong to one user.
-- KEYS  1 calls  2 the position applied last for this call  3 devices  4 dialling
-- ARGV  1 callId  2 position of the event in the call  3 new state, or empty: the participation has ended
--       4 the user whom this user dials in a direct call, or empty  5 how long to keep the position (s)
--       6 empty if no reply is needed
-- Reply: all live calls, all devices.
local call, state, callee = ARGV[1], ARGV[3], ARGV[4]

-- An event older than the last applied one has no effect, so replayed first events never bring back an ended call.
if tonumber(ARGV[2]) >= tonumber(redis.call('GET', KEYS[2]) or '-1') then
  redis.call('SET', KEYS[2], ARGV[2], 'EX', ARGV[5])
  if state == '' then
    redis.call('HDEL', KEYS[1], call)
    redis.call('HDEL', KEYS[4], call)
  else
    redis.call('HSET', KEYS[1], call, state)
    if callee ~= '' then
      redis.call('HSET', KEYS[4], call, callee)
    end
  end
end

if ARGV[6] == '' then
  return ''
end
return {redis.call('HGETALL', KEYS[1]), redis.call('HGETALL', KEYS[3])}
