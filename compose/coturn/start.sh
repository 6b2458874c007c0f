#!/bin/sh
# Writes the configuration of the TURN server, then starts it. A secret on the command line would be
# visible to every user of the machine in `ps`.
set -eu
umask 077
listen=${RELAY_LISTEN_ADDRESS:-$RELAY_ADDRESS}
conf=/run/coturn/turnserver.conf
cat /etc/visavis/turnserver.conf > "$conf"
{
  echo "listening-port=$RELAY_PORT"
  echo "min-port=$RELAY_PORTS_MIN"
  echo "max-port=$RELAY_PORTS_MAX"
  echo "listening-ip=$listen"
  echo "relay-ip=$listen"
  echo "static-auth-secret=$TURN_SECRET"
  echo "total-quota=$((RELAY_PORTS_MAX - RELAY_PORTS_MIN))"
  echo "pidfile=/run/coturn/turnserver.pid"
  echo "userdb=/run/coturn/turndb"
} >> "$conf"
if [ "$RELAY_ADDRESS" != "$listen" ]; then
  echo "external-ip=$RELAY_ADDRESS/$listen" >> "$conf"
fi
for peer in $(echo "$RELAY_ALLOWED_PEERS" | tr ',' ' '); do
  echo "allowed-peer-ip=$peer" >> "$conf"
done
exec turnserver -c "$conf"
