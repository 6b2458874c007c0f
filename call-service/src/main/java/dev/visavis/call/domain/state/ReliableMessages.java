package dev.visavis.call.domain.state;

import dev.visavis.call.domain.value.OpaquePayload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a call tells its participants of each other and must not be lost. The id is made of what
/// happened: it is the same whether the receiver hears of it at once or when it is back.
public final class ReliableMessages {
  private ReliableMessages() {}

  public static Message.CallAnswered answered(
      Call call, Instant at, String byUserId, @Nullable OpaquePayload offer) {
    return new Message.CallAnswered(id(call, "answered", byUserId, at.toString()), byUserId, offer);
  }

  /// @param occasion tells the moves of one user apart
  public static Message.ParticipantMoved moved(
      Call call, String userId, @Nullable OpaquePayload offer, String occasion) {
    return new Message.ParticipantMoved(id(call, "moved", userId, occasion), userId, offer);
  }

  /// The hand-off came to nothing after its target had answered.
  public static Message.ParticipantMoved movedBack(Call call, String userId, HandOff dropped) {
    return moved(call, userId, null, dropped.toDeviceId() + "@" + dropped.until());
  }

  private static String id(Call call, String what, String userId, String occasion) {
    return String.join(":", call.id(), what, userId, occasion);
  }
}
