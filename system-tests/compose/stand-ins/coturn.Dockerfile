FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends coturn libcap2-bin \
    && setcap cap_net_bind_service=+ep /usr/bin/turnserver
USER nobody:nogroup
EXPOSE 3478 3478/udp
CMD ["turnserver"]
