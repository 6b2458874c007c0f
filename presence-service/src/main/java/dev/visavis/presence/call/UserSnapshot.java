package dev.visavis.presence.call;

import dev.visavis.proto.v1.DeviceRoute;
import java.util.List;
import java.util.Map;

/// What Redis has of a user in the instant after a change of theirs.
///
/// @param calls all live calls of the user, id to state
/// @param devices those that Redis knows; their gateways may be dead
record UserSnapshot(Map<String, String> calls, List<DeviceRoute> devices) {}
