package dev.visavis.presence.call;

import com.google.protobuf.Timestamp;
import dev.visavis.presence.log.Output;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.GlareDetected;

/// Two users ring each other. Each call is written before the other one is looked up, so at least
/// one of the two finds the other; if both do, they produce the same command.
///
/// @param caller of `callId`
/// @param otherCallId a call from `callee` to `caller`
record Glare(String callId, String caller, String callee, String otherCallId, Timestamp at) {
  /// Ends the call with the greater id, which continues as the other call.
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
