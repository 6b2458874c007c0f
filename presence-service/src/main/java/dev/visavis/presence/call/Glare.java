package dev.visavis.presence.call;

import com.google.protobuf.Timestamp;
import dev.visavis.presence.log.Output;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.GlareDetected;

/// Two people ring each other. Each call is written before the other is looked for, so at least one
/// of the two finds the other; where both do, they say the same.
///
/// @param caller of `callId`
/// @param otherCallId a call from `callee` to `caller`
record Glare(String callId, String caller, String callee, String otherCallId, Timestamp at) {
  /// Tells the call with the greater id that it goes on as the other.
  Output resolve() {
    boolean greater = callId.compareTo(otherCallId) > 0;
    String ends = greater ? callId : otherCallId;
    String lives = greater ? otherCallId : callId;
    return new Output.Command(
        CallCommand.newBuilder()
            .setCommandId("presence:glare:" + ends + ":" + lives)
            .setCallId(ends)
            .setAt(at)
            .setGlareDetected(GlareDetected.newBuilder().setContinuesAs(lives))
            .build());
  }
}
