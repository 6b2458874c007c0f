#!/bin/sh
# A password on the command line would be there for everybody to see in `ps`.
set -eu
umask 077
printf 'requirepass %s\n' "$REDIS_PASSWORD" > /run/redis/redis.conf
exec redis-server /run/redis/redis.conf --dir /data --appendonly yes --appendfsync everysec \
  --save '' --maxmemory-policy noeviction
