package dev.visavis.devstack.edge;

import dev.visavis.devstack.edge.http.ProblemResponses;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/// The body of a request: how large it says that it is, how long it may take, and what becomes of
/// the rest of it once there is an answer.
///
/// A connection that is closed while bytes are unread is reset, and the answer may be lost with it
/// (RFC 9112, section 9.6). So the rest is read and forgotten before the answer counts as done.
final class IncomingBody {
  /// Limits the time in which a body that nobody needs is read.
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

  /// 0 where nothing is said; a number that is none is larger than any.
  long declaredBytes() {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  /// @param late is run if the body is not there in time
  void limitTime(long limitMs, Runnable late) {
    if (isExpected()) {
      timer = vertx.setTimer(limitMs, fired -> late.run());
      request.end().onComplete(all -> vertx.cancelTimer(timer));
    }
  }

  /// Tells a client that waits for it to go on.
  void ask() {
    asked = true;
    if (awaitsContinue) {
      request.response().writeContinue();
    }
  }

  /// The answer is the edge's own.
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

  /// The answer is written; ends it once the client can have read it.
  ///
  /// @param early is run if there was more of the body to come
  void endAfterDiscarding(Runnable early) {
    vertx.cancelTimer(timer);
    if (isWhole()) {
      request.response().end();
      return;
    }
    early.run();
    if (awaitsContinue && !asked) {
      end(); // nothing is on its way
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
