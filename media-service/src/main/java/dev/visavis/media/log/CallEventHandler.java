package dev.visavis.media.log;

import dev.visavis.proto.v1.events.CallEvent;

/// Gets every event of every call, on the loop, those of one call in order; from the start of the
/// process on.
public interface CallEventHandler {
  void handle(CallEvent event);
}
