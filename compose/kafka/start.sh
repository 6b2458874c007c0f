#!/bin/sh
# Formats the volume if it is new, then starts the broker.
set -eu
/opt/kafka/bin/kafka-storage.sh format --ignore-formatted \
  --cluster-id MkU3OEVBNTcwNTJENDM2Qg --config /etc/visavis/server.properties
exec /opt/kafka/bin/kafka-server-start.sh /etc/visavis/server.properties
