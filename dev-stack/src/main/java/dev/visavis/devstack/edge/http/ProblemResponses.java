package dev.visavis.devstack.edge.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/// Writes the edge's own errors as problem details (RFC 9457).
public final class ProblemResponses {
  public static final String PROBLEM = "application/problem+json";

  private ProblemResponses() {}

  public static Buffer problem(int status, String title, String detail) {
    return new JsonObject()
        .put("type", "about:blank")
        .put("title", title)
        .put("status", status)
        .put("detail", detail)
        .toBuffer();
  }

  public static Future<Void> problem(
      HttpServerRequest request, int status, String title, String detail) {
    return request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", PROBLEM)
        .end(problem(status, title, detail));
  }
}
