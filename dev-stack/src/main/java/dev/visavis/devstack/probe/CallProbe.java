package dev.visavis.devstack.probe;

import dev.visavis.devstack.StackException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.UUID;

/// Places a test call that passes through all services: one system user rings another, who has no
/// device, and must receive the end of the call.
public final class CallProbe {
  private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String CALLER = "system-probe-caller";
  private static final String CALLEE = "system-probe-callee";

  private final HttpClient client;
  private final URI signaling;
  private final AccountClient accounts;
  private final String password;

  /// @param signaling the URL of the edge, or of a gateway
  public CallProbe(HttpClient client, URI signaling, AccountClient accounts, String password) {
    this.client = client;
    this.signaling = signaling;
    this.accounts = accounts;
    this.password = password;
  }

  /// Returns once a call has succeeded; retries while the services are still connecting.
  ///
  /// @throws StackException with the last error if no call succeeds within a minute
  public void run() throws InterruptedException {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        call();
        return;
      } catch (IOException e) {
        if (System.nanoTime() > deadline) {
          throw new StackException("the test call failed: " + e.getMessage());
        }
        Thread.sleep(Duration.ofMillis(250));
      }
    }
  }

  private void call() throws IOException, InterruptedException {
    accounts.signUp(CALLER, password, "System probe (caller)");
    accounts.signUp(CALLEE, password, "System probe (callee)");
    var caller = accounts.logIn(CALLER, password);
    var callee = accounts.logIn(CALLEE, password);
    try (var socket = SignalingSocket.open(client, signaling, caller.token(), REPLY_TIMEOUT)) {
      socket.send(message("register").put("payload", new JsonObject().put("deviceId", "probe")));
      socket.await("registered", REPLY_TIMEOUT);
      var payload = new JsonObject().put("calleeId", callee.userId()).put("callType", "audio");
      socket.send(
          message("initiate_call")
              .put("payload", payload)
              .put("idempotencyKey", UUID.randomUUID().toString()));
      socket.await("call_initiated", REPLY_TIMEOUT);
      var ended = socket.await("call_ended", REPLY_TIMEOUT);
      var reason = ended.getJsonObject("payload").getString("reason");
      if (!"unavailable".equals(reason)) {
        throw new IOException("a call to a user without a device ended with " + reason);
      }
    }
  }

  private static JsonObject message(String type) {
    return new JsonObject().put("type", type);
  }
}
