package dev.visavis.call.engine;

import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.CallEvent;
import dev.visavis.call.domain.state.CallEvent.DeviceRinging;
import dev.visavis.call.domain.state.Device;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The times of a call that one command completed, for the metrics. The others are null.
///
/// @param live +1 if the command started the call, -1 if it ended it
/// @param alerting from `initiate_call` until the first device of a callee alerts its user
/// @param setUp from `initiate_call` until somebody has answered
/// @param unanswered from `initiate_call` until an unanswered call ended
/// @param talk from the answer until the end
public record CallTimings(
    int live,
    @Nullable Duration alerting,
    @Nullable Duration setUp,
    @Nullable Duration unanswered,
    @Nullable Duration talk) {

  public static final CallTimings NONE = new CallTimings(0, null, null, null, null);

  static CallTimings between(Call before, List<CallEvent> events, Call after) {
    boolean answered = before.connectedAt() == null && after.connectedAt() != null;
    boolean ended = before.ending() == null && after.ending() != null;
    return new CallTimings(
        liveness(after) - liveness(before),
        alerting(before, events),
        answered ? after.ringTime() : null,
        ended && after.connectedAt() == null ? after.ringTime() : null,
        ended ? after.talkTime() : null);
  }

  private static @Nullable Duration alerting(Call before, List<CallEvent> events) {
    for (CallEvent event : events) {
      if (event instanceof DeviceRinging ringing && !hasAlerted(before)) {
        Duration time = Duration.between(before.createdAt(), ringing.at());
        // The clocks of gateways differ a little.
        return time.isNegative() ? Duration.ZERO : time;
      }
    }
    return null;
  }

  private static boolean hasAlerted(Call call) {
    return call.participants().stream()
        .flatMap(participant -> participant.devices().stream())
        .anyMatch(Device::alerted);
  }

  private static int liveness(Call call) {
    return call.state().isLive() ? 1 : 0;
  }
}
