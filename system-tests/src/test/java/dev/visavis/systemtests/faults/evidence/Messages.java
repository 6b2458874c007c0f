package dev.visavis.systemtests.faults.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.visavis.systemtests.support.Json;

/// Builds messages (docs/protocol.md, "Envelope") and extracts the details for the journal.
public final class Messages {
  public static final String REGISTER = "register";

  private static final long RETRY_MS = 500;

  private Messages() {}

  public static ObjectNode of(String type, String callId, ObjectNode payload) {
    ObjectNode message = Json.object("type", type);
    if (!callId.isEmpty()) {
      message.put("callId", callId);
    }
    message.set("payload", payload);
    return message;
  }

  public static long retryAfterMs(JsonNode error) {
    return error.at("/payload/retryAfterMs").asLong(RETRY_MS);
  }

  /// Whether the message is an error after which the same command may be repeated.
  public static boolean asksToTryAgain(JsonNode message) {
    return message.path("type").asText().equals("error")
        && switch (message.at("/payload/code").asText()) {
          case "UNAVAILABLE", "RATE_LIMITED" -> true;
          default -> false;
        };
  }

  public static String detail(JsonNode message) {
    return switch (message.path("type").asText()) {
      case "call_ended" -> message.at("/payload/reason").asText();
      case "error" -> message.at("/payload/code").asText();
      case "ice_candidate" -> message.at("/payload/candidate/candidate").asText();
      case "call_state" -> deviceAndState(message.path("payload"));
      default -> "";
    };
  }

  /// The state of a call for the device that gets it, as `thisDevice/state`.
  public static String deviceAndState(JsonNode call) {
    return call.path("thisDevice").asText() + "/" + call.path("state").asText();
  }
}
