FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends prometheus \
    && ln -sf /bin/busybox /usr/local/bin/wget \
    && install -d -o nobody -g nogroup /prometheus
WORKDIR /prometheus
USER nobody
VOLUME /prometheus
ENTRYPOINT ["prometheus"]
