package dev.visavis.media.janus;

import dev.visavis.media.MediaConfig;
import dev.visavis.media.MediaLoop;
import dev.visavis.media.room.MediaServer;
import dev.visavis.media.room.MediaServers;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/// The media servers of this instance, as configured.
@Singleton
final class JanusServers implements MediaServers {
  private static final int MOST_BYTES = 4 << 20;

  private final WebSocketClient client;
  private final List<JanusServer> servers;

  JanusServers(Vertx vertx, MediaLoop loop, MediaConfig config) {
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxFrameSize(MOST_BYTES)
                .setMaxMessageSize(MOST_BYTES)
                .setConnectTimeout(2_000));
    this.servers =
        config.janusUrls().orElse(List.of()).stream()
            .map(
                url ->
                    JanusSettings.of(
                        url,
                        config.janusApiSecret().orElse(null),
                        config.janusAdminKey().orElse(null)))
            .map(settings -> new JanusServer(client, loop, settings))
            .toList();
  }

  void start(@Observes StartupEvent event) {
    servers.forEach(JanusServer::start);
  }

  @PreDestroy
  void stop() {
    servers.forEach(JanusServer::stop);
    client.close();
  }

  @Override
  public List<MediaServer> all() {
    return List.copyOf(servers);
  }
}
