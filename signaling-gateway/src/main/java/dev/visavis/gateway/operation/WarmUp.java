package dev.visavis.gateway.operation;

import dev.visavis.gateway.auth.TokenVerifier;
import dev.visavis.gateway.messages.Frame;
import dev.visavis.gateway.messages.MessageValidator;
import dev.visavis.proto.JsonCodec;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Decodes, checks and encodes some messages at startup, so that the first caller does not wait for
/// classes to load.
@Singleton
final class WarmUp {
  private static final Logger LOG = Logger.getLogger(WarmUp.class);
  private static final int ROUNDS = 50;
  private static final String CALL = "\"callId\":\"00000000-0000-4000-8000-000000000001\"";
  private static final List<String> MESSAGES =
      List.of(
          "{\"type\":\"register\",\"payload\":{\"deviceId\":\"warm\"}}",
          "{\"type\":\"initiate_call\",\"idempotencyKey\":\"warm\",\"payload\":{\"callType\":"
              + "\"video\",\"calleeId\":\"00000000-0000-4000-8000-000000000002\"}}",
          "{\"type\":\"offer\","
              + CALL
              + ",\"payload\":{\"sdp\":{\"type\":\"offer\",\"sdp\":"
              + "\"v=0\"}}}",
          "{\"type\":\"ice_candidate\"," + CALL + ",\"payload\":{\"candidate\":null}}",
          "no message");

  private final TokenVerifier tokens;

  WarmUp(TokenVerifier tokens) {
    this.tokens = tokens;
  }

  void start(@Observes StartupEvent event) {
    UUID nobody = new UUID(0, 0);
    int understood = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (String text : MESSAGES) {
        if (Frame.text(text) instanceof Frame.Valid(var message)
            && MessageValidator.check(message, nobody) == null) {
          understood += JsonCodec.encode(message).isEmpty() ? 0 : 1;
        }
      }
    }
    tokens.verify("e30.e30.e30");
    LOG.debugf("Warm-up done after %d valid messages", understood);
  }
}
