package dev.visavis.webhook.send;

import dev.visavis.webhook.WebhookConfig;
import dev.visavis.webhook.delivery.Attempt;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Sends one request on a new connection to the checked address. It follows no redirect and reads
/// only the head of the response.
@Singleton
class WebhookSender {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_HEAD_BYTES = 16 * 1024;
  private static final int MAX_RETRY_AFTER_DIGITS = 6;

  private final WebhookConfig config;
  private final HttpClient client;

  WebhookSender(Vertx vertx, WebhookConfig config) {
    this.config = config;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()))
                .setKeepAlive(false)
                .setMaxPoolSize(config.maxInFlight())
                .setMaxHeaderSize(MAX_HEAD_BYTES)
                .setVerifyHost(true));
  }

  /// Blocks the calling virtual thread until the response arrives.
  AttemptResult send(Attempt attempt) throws InterruptedException {
    Target target;
    try {
      URI uri = Target.parse(attempt.url(), config.allowPrivateTargets());
      target = Target.resolve(uri, config.allowPrivateTargets());
    } catch (Target.ForbiddenTargetException e) {
      return AttemptResult.none("the URL " + e.getMessage());
    }
    try {
      return client
          .request(options(target))
          .compose(
              request -> {
                headers(attempt).forEach(request::putHeader);
                return request
                    .send(Buffer.buffer(attempt.body()))
                    .map(
                        response -> {
                          AttemptResult result = result(response);
                          request.connection().close(); // the body is not read
                          return result;
                        });
              })
          .toCompletionStage()
          .toCompletableFuture()
          .get(config.attemptTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return AttemptResult.none("no answer within " + config.attemptTimeout().toSeconds() + " s");
    } catch (ExecutionException e) {
      return AttemptResult.none(reason(e));
    }
  }

  private RequestOptions options(Target target) {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(
            SocketAddress.inetSocketAddress(target.port(), target.address().getHostAddress()))
        .setHost(target.uri().getHost())
        .setPort(target.port())
        .setSsl(target.tls())
        .setURI(target.pathAndQuery())
        .setFollowRedirects(false)
        .setTimeout(config.attemptTimeout().toMillis());
  }

  private static Map<String, String> headers(Attempt attempt) {
    String id = attempt.id().toString();
    Instant now = Instant.now();
    return Map.of(
        "Content-Type",
        "application/json",
        "User-Agent",
        "Visavis-Webhooks/1",
        "webhook-id",
        id,
        "webhook-timestamp",
        Long.toString(now.getEpochSecond()),
        "webhook-signature",
        Signature.of(attempt.secrets(), id, now, attempt.body()));
  }

  private static AttemptResult result(HttpClientResponse response) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return AttemptResult.delivered(status);
    }
    String problem =
        status >= 300 && status < 400
            ? "answered " + status + "; redirects are not followed"
            : "answered " + status;
    return new AttemptResult(status, problem, retryAfter(response.getHeader("Retry-After")));
  }

  /// In seconds; a date is ignored.
  private static Duration retryAfter(@Nullable String header) {
    return header != null && header.matches("\\d{1," + MAX_RETRY_AFTER_DIGITS + "}")
        ? Duration.ofSeconds(Long.parseLong(header))
        : Duration.ZERO;
  }

  /// The reason in words for the owner, without internal addresses or class names.
  private static String reason(ExecutionException e) {
    return switch (e.getCause()) {
      case ConnectException refused -> "no connection";
      case SSLException tls -> "the TLS certificate or handshake was refused";
      case HttpClosedException closed -> "the connection was closed";
      case null, default -> "the request failed";
    };
  }

  @PreDestroy
  void close() {
    client.close();
  }
}
