package dev.visavis.call.domain.state;

import dev.visavis.call.domain.value.OpaquePayload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Builds the reliable messages that the call itself sends. The id is derived from the event, so it
/// is the same whether the message is delivered at once or from the mailbox.
public final class ReliableMessages {
  private ReliableMessages() {}

  public static Message.CallAnswered answered(
      Call call, Instant at, String byUserId, @Nullable OpaquePayload offer) {
    return new Message.CallAnswered(id(call, "answered", byUserId, at.toString()), byUserId, offer);
  }

  /// @param occasion distinguishes the hand-offs of one user
  public static Message.ParticipantMoved moved(
      Call call, String userId, @Nullable OpaquePayload offer, String occasion) {
    return new Message.ParticipantMoved(id(call, "moved", userId, occasion), userId, offer);
  }

  /// The hand-off was aborted after its target had answered.
  public static Message.ParticipantMoved movedBack(Call call, String userId, HandOff dropped) {
    return moved(call, userId, null, dropped.toDeviceId() + "@" + dropped.until());
  }

  private static String id(Call call, String what, String userId, String occasion) {
    return String.join(":", call.id(), what, userId, occasion);
  }
}
