package dev.visavis.presence.call;

import dev.visavis.proto.v1.DeviceRoute;
import java.util.List;
import java.util.Map;

/// A user's state in Redis immediately after a change.
///
/// @param calls all live calls of the user, id to state
/// @param devices the devices that Redis knows; their gateways may be dead
record UserSnapshot(Map<String, String> calls, List<DeviceRoute> devices) {}
