#!/bin/bash
# Starts like postgres:18: creates a cluster in a new folder and runs the scripts of
# /docker-entrypoint-initdb.d while PostgreSQL listens only on its socket.
set -euo pipefail
if [[ $1 == postgres && ! -s $PGDATA/PG_VERSION ]]; then
  : "${POSTGRES_PASSWORD:?}"
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  initdb --username "$POSTGRES_USER" --auth-host scram-sha-256 --auth-local trust \
    --encoding UTF8 --pwfile <(echo "$POSTGRES_PASSWORD")
  echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
  pg_ctl --wait --options "-c listen_addresses='' -c unix_socket_directories=/var/run/postgresql" \
    start
  for script in /docker-entrypoint-initdb.d/*.sh; do
    PGHOST=/var/run/postgresql sh "$script"
  done
  pg_ctl --wait --mode fast stop
fi
exec "$@" -c listen_addresses='*' -c unix_socket_directories=/var/run/postgresql
