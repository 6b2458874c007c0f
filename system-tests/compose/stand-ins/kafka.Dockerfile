# The broker's jars, and minimal versions of three of its scripts: each runs a class with its
# options.
FROM eclipse-temurin:25-jdk
COPY kafka /opt/kafka/libs
COPY kafka-bin /opt/kafka/bin
RUN useradd --uid 1000 --gid root --home-dir /home/appuser appuser \
    && mkdir -p /var/lib/kafka/data && chown -R root:root /var/lib/kafka \
    && chmod -R g+w /var/lib/kafka
USER appuser
VOLUME /var/lib/kafka/data
