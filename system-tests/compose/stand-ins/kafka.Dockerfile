# The broker's own jars, and its three scripts as far as they are used: a class and its options.
FROM eclipse-temurin:25-jdk
COPY kafka /opt/kafka/libs
COPY kafka-bin /opt/kafka/bin
RUN useradd --uid 1000 --gid root --home-dir /home/appuser appuser \
    && mkdir -p /var/lib/kafka/data && chown -R root:root /var/lib/kafka \
    && chmod -R g+w /var/lib/kafka
USER appuser
VOLUME /var/lib/kafka/data
