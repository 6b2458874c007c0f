#!/bin/sh
# Creates the topics of topics.txt that do not exist yet.
set -eu
topics() {
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server kafka:9092 "$@" < /dev/null
}
there=$(topics --list)
grep -v '^#' /etc/visavis/topics.txt | while read -r name partitions settings; do
  if ! echo "$there" | grep -qxF "$name"; then
    set --
    for setting in $settings; do
      set -- "$@" --config "$setting"
    done
    topics --create --if-not-exists --topic "$name" --partitions "$partitions" \
      --replication-factor 1 "$@"
  fi
done
