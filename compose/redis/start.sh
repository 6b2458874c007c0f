#!/bin/sh
# A password on the command line would be visible to every user of the machine in `ps`.
set -eu
umask 077
printf 'requirepass %s\n' "$REDIS_PASSWORD" > /run/redis/redis.conf
exec redis-server /run/redis/redis.conf --dir /data --appendonly yes --appendfsync everysec \
  --save '' --maxmemory-policy noeviction
