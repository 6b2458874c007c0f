package dev.visavis.call.codec;

import dev.visavis.call.domain.value.Deadline;
import dev.visavis.proto.SchemaVersion;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.DeadlineReached;
import java.time.Instant;

/// Writes the commands of timers.
public final class TimerCommandWriter {
  private TimerCommandWriter() {}

  /// The same deadline always gives the same command id, so it is applied once, no matter how often
  /// and by how many instances it is written.
  public static CallCommand write(String callId, Deadline deadline, Instant now) {
    String user = deadline.userId();
    DeadlineReached.Builder reached =
        DeadlineReached.newBuilder()
            .setKind(EnumCodec.wire(deadline.kind()))
            .setDueAt(ValueCodec.timestamp(deadline.dueAt()));
    if (user != null) {
      reached.setUserId(user);
    }
    return CallCommand.newBuilder()
        .setMinReader(minReader(deadline.kind()))
        .setCommandId(
            "timer:" + deadline.kind() + ":" + (user == null ? "" : user) + ":" + deadline.dueAt())
        .setCallId(callId)
        .setAt(ValueCodec.timestamp(now.isBefore(deadline.dueAt()) ? deadline.dueAt() : now))
        .setDeadlineReached(reached)
        .build();
  }

  private static int minReader(Deadline.Kind kind) {
    return switch (kind) {
      case TOPOLOGY -> SchemaVersion.TOPOLOGY_IN_STATE;
      case ROOM -> SchemaVersion.ROOMS;
      case RING, UNREACHABLE, RECONNECT, HAND_OFF, RECALL, PAGE_CLOSED, FORGET -> 0;
    };
  }
}
