package dev.visavis.systemtests.support;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Payloads with a session description. The server does not interpret its content.
public final class Sdp {
  /// The payload of `answer_call` and `offer`.
  public static final ObjectNode OFFER = payload("offer", "callee");

  /// The payload of `answer`.
  public static final ObjectNode ANSWER = payload("answer", "caller");

  private Sdp() {}

  private static ObjectNode payload(String type, String from) {
    return Json.object("sdp", Json.object("type", type, "sdp", "v=0\r\no=" + from + "\r\n"));
  }
}
