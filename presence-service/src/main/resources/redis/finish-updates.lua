-- Ends a claim. What was marked again meanwhile is due again, and stays.
-- KEYS  1 news   ARGV  1 until when they were claimed  2 when they are due again, or nothing: they are done
--       then the news
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
