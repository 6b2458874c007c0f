-- Ends a claim. Updates that have become due again since the claim stay.
-- KEYS  1 updates   ARGV  1 when the claim expires  2 when they are due again, or empty: they are done
--       3… the claimed updates
for i = 3, #ARGV do
  if tonumber(redis.call('ZSCORE', KEYS[1], ARGV[i]) or '-1') == tonumber(ARGV[1]) then
    if ARGV[2] == '' then
      redis.call('ZREM', KEYS[1], ARGV[i])
    else
      redis.call('ZADD', KEYS[1], ARGV[2], ARGV[i])
    end
  end
end
return 1
