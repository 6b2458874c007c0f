-- Applies one record of visavis.device.events to the read model. All keys belong to one user.
-- KEYS  1 devices  2 calls  3 the device's own record  4 last-seen  5 revoked devices  6 ended sessions
-- ARGV  1 online|offline|revoked  2 deviceId  3 connectionId  4 offset of the record  5 route
--       6 instant (epoch ms)  7 how long to keep an offline device (s)
--       8 rebuild: a rebuild reads the log from its beginning, in order, into an emptied Redis. A consumer
--       may have written a later record to the empty Redis already; it is ignored, and is applied again
--       when the rebuild is complete.
--       9 when the user of the socket signed in (epoch ms)  10 the maximum number of online devices
--       11 the session of the socket; empty if unknown
--       12 the ordinal of the connection  13 1 if presence-service has repeated the record of an earlier connection
-- Reply: verdict, the previous route, callId and state of each live call, when the user of the
-- current route signed in, and its session.
local change, device, connection, route = ARGV[1], ARGV[2], ARGV[3], ARGV[5]
local offset = tonumber(ARGV[4])
local record = redis.call('HMGET', KEYS[3], 'offset', 'connection', 'gone', 'ordinal', 'ended')
local known = ARGV[8] == 'rebuild' and -1 or tonumber(record[1] or '-1')

local function answer(verdict, standing)
  return {
    verdict,
    standing or '',
    redis.call('HGETALL', KEYS[2]),
    redis.call('HGET', KEYS[3], 'signed') or '',
    redis.call('HGET', KEYS[3], 'session') or ''
  }
end

if offset < known then
  return answer('old', redis.call('HGET', KEYS[1], device))
end

-- Whether a connection whose record is repeated has ended or been replaced in the meantime.
local ordinal = tonumber(ARGV[12])
local outdated = ARGV[13] == '1'
  and (ordinal < tonumber(record[4] or '0') or ordinal <= tonumber(record[5] or '0'))

if offset > known then
  if change == 'revoked'
      and tonumber(redis.call('HGET', KEYS[5], device) or '0') < tonumber(ARGV[6]) then
    redis.call('HSET', KEYS[5], device, ARGV[6])
  end
  local standing = redis.call('HGET', KEYS[1], device)
  local verdict = 'applied'
  if change == 'online' then
    if record[3] == connection or outdated then
      verdict = 'overruled'
    elseif tonumber(ARGV[9]) < tonumber(redis.call('HGET', KEYS[5], device) or '0') then
      verdict = 'revoked'
    elseif ARGV[11] ~= '' and redis.call('HGET', KEYS[6], ARGV[11]) then
      verdict = 'signed_out'
    elseif not standing and redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[10]) then
      verdict = 'full'
    else
      redis.call('HSET', KEYS[1], device, route)
      redis.call('HSET', KEYS[3], 'connection', connection, 'signed', ARGV[9], 'session', ARGV[11], 'ordinal', ARGV[12])
      redis.call('PERSIST', KEYS[3])
    end
  elseif change == 'revoked' and standing
      and tonumber(redis.call('HGET', KEYS[3], 'signed') or '0') >= tonumber(ARGV[6]) then
    -- The device has returned with a later sign-in before this revocation was read.
    verdict = 'overruled'
  elseif change == 'revoked' or record[2] == connection or not standing then
    redis.call('HDEL', KEYS[1], device)
    redis.call('HSET', KEYS[3], 'gone', record[2] or connection, 'ended', record[4] or '0')
    redis.call('HDEL', KEYS[3], 'connection')
    redis.call('EXPIRE', KEYS[3], ARGV[7])
    local seen = redis.call('GET', KEYS[4])
    if not seen or tonumber(seen) < tonumber(ARGV[6]) then
      redis.call('SET', KEYS[4], ARGV[6])
    end
  else
    verdict = 'overruled'
  end
  redis.call('HSET', KEYS[3], 'offset', ARGV[4], 'verdict', verdict, 'stood', standing or '')
end

local outcome = redis.call('HMGET', KEYS[3], 'verdict', 'stood')
return answer(outcome[1], outcome[2])
