package dev.visavis.presence.rebuild;

import dev.visavis.presence.call.CallRequests;
import dev.visavis.presence.call.ParticipationChange;
import dev.visavis.presence.log.ConsumedRecord;
import dev.visavis.proto.v1.events.CallEvent;
import io.vertx.redis.client.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Folds all call events into the calls that are still live; it holds no more entries than there
/// are live calls.
final class LiveCallFold {
  private record Latest(CallEvent event, ParticipationChange change) {}

  private final Map<String, Map<String, Latest>> partsByCall = new HashMap<>();

  void add(List<ConsumedRecord<CallEvent>> records) {
    records.forEach(record -> add(record.value()));
  }

  private void add(CallEvent event) {
    if (event.hasCallEnded()) {
      partsByCall.remove(event.getCallId());
      return;
    }
    for (ParticipationChange change : ParticipationChange.of(event)) {
      partsByCall
          .computeIfAbsent(event.getCallId(), id -> new HashMap<>())
          .put(change.userId(), new Latest(event, change));
    }
  }

  List<Request> requests() {
    return partsByCall.values().stream()
        .flatMap(parts -> parts.values().stream())
        .map(latest -> CallRequests.apply(latest.event(), latest.change()))
        .toList();
  }
}
