package dev.visavis.devstack.edge;

import dev.visavis.devstack.edge.http.ProblemResponses;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/// The body of a request: its declared size, its time limit, and the unread rest once there is a
/// response.
///
/// Closing a connection with unread bytes resets it, and the client may lose the response (RFC
/// 9112, section 9.6). So the rest is read and discarded before the response ends.
final class IncomingBody {
  /// The time limit for discarding the rest of a body.
  private static final long DISCARD_LIMIT_MS = 5_000;

  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final boolean awaitsContinue;
  private long timer = NO_TIMER;
  private boolean asked;

  IncomingBody(Vertx vertx, HttpServerRequest request) {
    this.vertx = vertx;
    this.request = request;
    this.awaitsContinue = "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
  }

  boolean isChunked() {
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  boolean isExpected() {
    return isChunked() || declaredBytes() > 0;
  }

  /// 0 if no size is declared; the maximum if the number is invalid.
  long declaredBytes() {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  /// @param late called if the body is not complete in time
  void limitTime(long limitMs, Runnable late) {
    if (isExpected()) {
      timer = vertx.setTimer(limitMs, fired -> late.run());
      request.end().onComplete(all -> vertx.cancelTimer(timer));
    }
  }

  /// Sends `100 Continue` to a client that waits for it.
  void ask() {
    asked = true;
    if (awaitsContinue) {
      request.response().writeContinue();
    }
  }

  /// Sends a response of the edge itself.
  void answerAndDiscard(Refusal refusal) {
    HttpServerResponse response = request.response();
    Buffer problem = ProblemResponses.problem(refusal.status(), refusal.title(), refusal.detail());
    response.setStatusCode(refusal.status()).putHeader("Content-Type", ProblemResponses.PROBLEM);
    if (!isWhole()) {
      response.putHeader("Connection", "close");
    }
    response.putHeader("Content-Length", Integer.toString(problem.length()));
    response.write(problem);
    endAfterDiscarding(() -> {});
  }

  /// Ends the response, which has been written, once the client can have read it.
  ///
  /// @param early called if the body was not complete
  void endAfterDiscarding(Runnable early) {
    vertx.cancelTimer(timer);
    if (isWhole()) {
      request.response().end();
      return;
    }
    early.run();
    if (awaitsContinue && !asked) {
      end(); // no more bytes will arrive
      return;
    }
    long giveUp = vertx.setTimer(DISCARD_LIMIT_MS, fired -> end());
    request.handler(rest -> {});
    request
        .end()
        .onComplete(
            all -> {
              vertx.cancelTimer(giveUp);
              end();
            });
    request.resume();
  }

  private boolean isWhole() {
    return !isExpected() || request.isEnded();
  }

  private void end() {
    if (!request.response().ended() && !request.response().closed()) {
      request.response().end().onComplete(told -> request.connection().close());
    }
  }
}
