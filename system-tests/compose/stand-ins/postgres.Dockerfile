# The same PostgreSQL as the embedded one, with the client and an entry script like the image's.
FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client \
    && useradd --system --uid 70 --user-group --home-dir /var/lib/postgresql postgres || true
COPY postgres /usr/local/postgresql
COPY docker-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
RUN install -d -o postgres -g postgres -m 1777 /var/lib/postgresql /var/run/postgresql \
    && mkdir /docker-entrypoint-initdb.d
ENV PATH=/usr/local/postgresql/bin:$PATH PGDATA=/var/lib/postgresql/18/docker
VOLUME /var/lib/postgresql
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["postgres"]
