package dev.visavis.devstack.run;

import dev.visavis.infra.EmbeddedRedis;
import dev.visavis.infra.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Checks whether a process is ready, by the scheme of the URI: `http` expects a 200, `redis` the
/// reply that a password is needed, `tcp` a connection.
public record Health(URI uri) {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /// @param port the management port of a service
  public static Health ready(int port) {
    return new Health(URI.create("http://127.0.0.1:" + port + "/q/health/ready"));
  }

  public static Health tcp(int port) {
    return tcp("127.0.0.1", port);
  }

  public static Health tcp(String host, int port) {
    return new Health(URI.create("tcp://" + host + ":" + port));
  }

  public static Health redis(int port) {
    return new Health(URI.create("redis://127.0.0.1:" + port));
  }

  public boolean isGood() {
    return switch (uri.getScheme()) {
      case "http" -> returns200();
      case "redis" -> EmbeddedRedis.isUp(uri.getPort());
      case "tcp" -> Ports.accepts(uri.getHost(), uri.getPort());
      case String other -> throw new IllegalStateException("unknown scheme: " + other);
      case null -> throw new IllegalStateException("no scheme: " + uri);
    };
  }

  private boolean returns200() {
    try {
      var request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
      return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
