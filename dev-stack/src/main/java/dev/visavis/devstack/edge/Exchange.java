package dev.visavis.devstack.edge;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One request and its response. Both bodies are streamed at the speed of the slower side, and
/// never stored. A service may respond before it has read the whole request.
final class Exchange {
  /// A service that sends nothing for this time has failed.
  private static final long ANSWER_TIMEOUT_MS = 60_000;

  private final Upstream upstream;
  private final HttpServerRequest client;
  private final IncomingBody body;
  private final @Nullable Tunnel tunnel;
  private final long maxBodyBytes;
  private long bodyBytes;
  private boolean answered;
  private @Nullable HttpClientRequest service;

  /// @param tunnel for a WebSocket upgrade; null for other requests
  Exchange(Vertx vertx, Upstream upstream, HttpServerRequest client, @Nullable Tunnel tunnel) {
    this.upstream = upstream;
    this.client = client;
    this.tunnel = tunnel;
    this.body = new IncomingBody(vertx, client);
    this.maxBodyBytes = Upstream.maxBodyBytes(client.path());
  }

  void start(UpstreamPool pool, EdgePolicy.Times times) {
    if (body.declaredBytes() > maxBodyBytes) {
      refuse(tooLarge());
      return;
    }
    client.pause();
    client.response().closeHandler(closed -> abandon());
    body.limitTime(
        times.forBody(body.isChunked() ? maxBodyBytes : body.declaredBytes()),
        () -> refuse(new Refusal(408, "Request Timeout", "The body came too slowly.")));
    pool.request(client.method(), uri()).onSuccess(this::send).onFailure(this::fail);
  }

  private Refusal tooLarge() {
    return new Refusal(
        413, "Payload Too Large", "The body is larger than %d MiB.".formatted(maxBodyBytes >> 20));
  }

  /// The path and query, without the scheme and host of an absolute target (RFC 9112, section
  /// 3.2.2).
  private String uri() {
    String query = client.query();
    return query == null ? client.path() : client.path() + "?" + query;
  }

  private void send(HttpClientRequest request) {
    request.exceptionHandler(failed -> {}); // the future of the response fails too
    if (answered || client.response().closed()) {
      request.reset();
      return;
    }
    service = request;
    HopByHopHeaders.toService(client, request.headers());
    request.response().onSuccess(this::answer).onFailure(this::fail);
    if (tunnel != null) {
      Tunnel.ask(request);
      client.resume();
      request.idleTimeout(ANSWER_TIMEOUT_MS);
      request.connect();
    } else if (body.isExpected()) {
      upload(request);
    } else {
      client.resume();
      end(request);
    }
  }

  private void upload(HttpClientRequest request) {
    request.setChunked(body.isChunked());
    client.handler(chunk -> upload(request, chunk));
    client.endHandler(
        end -> {
          if (!answered) {
            end(request);
          }
        });
    client.exceptionHandler(
        broken -> refuse(Refusal.badRequest("The body is incomplete or invalid.")));
    body.ask();
    client.resume();
  }

  private static void end(HttpClientRequest request) {
    request.idleTimeout(ANSWER_TIMEOUT_MS);
    request.end();
  }

  private void upload(HttpClientRequest request, Buffer chunk) {
    bodyBytes += chunk.length();
    if (bodyBytes > maxBodyBytes) {
      refuse(tooLarge());
    } else if (!answered) {
      request.write(chunk);
      if (request.writeQueueFull()) {
        client.pause();
        request.drainHandler(drained -> client.resume());
      }
    }
  }

  private void answer(HttpClientResponse answer) {
    if (answered || client.response().closed()) {
      answer.request().reset();
      return;
    }
    answered = true;
    if (answer.statusCode() == 101 && tunnel != null) {
      tunnel.open(answer);
      return;
    }
    HttpServerResponse response = client.response();
    response.setStatusCode(answer.statusCode());
    HopByHopHeaders.toClient(answer.headers(), response.headers());
    boolean told = answer.headers().contains(HttpHeaders.CONTENT_TYPE);
    if (answer.statusCode() == 426) { // applies to the browser's connection too
      response.putHeader("Connection", "Upgrade").putHeader("Upgrade", "websocket");
    }
    // A service's HTTP server refuses some requests itself, without a body.
    if (answer.statusCode() >= 400 && !told) {
      response.headers().remove(HttpHeaders.CONTENT_LENGTH);
      String title = HttpResponseStatus.valueOf(answer.statusCode()).reasonPhrase();
      body.answerAndDiscard(
          new Refusal(answer.statusCode(), title, "The service refused the request."));
      return;
    }
    boolean bodiless =
        client.method().equals(HttpMethod.HEAD)
            || answer.statusCode() == 204
            || answer.statusCode() == 304;
    if (bodiless) {
      body.endAfterDiscarding(answer.request()::reset);
      return;
    }
    if (!response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
      response.setChunked(true);
    }
    answer
        .pipe()
        .endOnSuccess(false)
        .endOnFailure(false)
        .to(response)
        .onSuccess(all -> body.endAfterDiscarding(answer.request()::reset))
        .onFailure(broken -> client.connection().close());
  }

  /// Responds with `refusal`, unless a response has already begun.
  private void refuse(Refusal refusal) {
    if (!answered && !client.response().closed()) {
      answered = true;
      abandon();
      body.answerAndDiscard(refusal);
    }
  }

  private void fail(Throwable reason) {
    if (answered || client.response().closed()) {
      return;
    }
    client.response().putHeader("Retry-After", "2");
    if (reason instanceof TimeoutException) {
      refuse(new Refusal(504, "Gateway Timeout", upstream.argument() + " does not answer."));
    } else {
      refuse(
          new Refusal(
              502,
              "Bad Gateway",
              upstream.argument() + " is unavailable; try again in a few seconds."));
    }
  }

  private void abandon() {
    if (service != null) {
      service.reset();
    }
  }
}
