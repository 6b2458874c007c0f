-- One change of a user's part in a call. All keys are of one user.
-- KEYS  1 calls  2 the position applied last for this call  3 devices  4 dialling
-- ARGV  1 callId  2 position of the event in the call  3 new state, or nothing: the user's part is over
--       4 whom the user dials in a direct call, or nothing  5 how long to remember the position (s)
--       6 nothing, where no answer is wanted
-- Answer: all live calls, all devices.
local call, state, callee = ARGV[1], ARGV[3], ARGV[4]

-- What is older than what was applied changes nothing: a replayed beginning never resurrects a call.
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
