package dev.visavis.systemtests.support;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Payloads that carry a session description. What is in it is the devices' business.
public final class Sdp {
  /// Of `answer_call` and `offer`.
  public static final ObjectNode OFFER = payload("offer", "callee");

  /// Of `answer`.
  public static final ObjectNode ANSWER = payload("answer", "caller");

  private Sdp() {}

  private static ObjectNode payload(String type, String from) {
    return Json.object("sdp", Json.object("type", type, "sdp", "v=0\r\no=" + from + "\r\n"));
  }
}
