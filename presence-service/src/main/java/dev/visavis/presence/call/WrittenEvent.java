package dev.visavis.presence.call;

import dev.visavis.proto.v1.events.CallEvent;
import java.util.Map;

/// An event that Redis has.
///
/// @param parts by user, those that the event changed
record WrittenEvent(CallEvent event, Map<String, Part> parts) {}
