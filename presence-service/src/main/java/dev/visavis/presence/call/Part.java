package dev.visavis.presence.call;

import dev.visavis.proto.v1.DeviceRoute;
import java.util.List;
import java.util.Map;

/// A user's part in a call as Redis has it after a change, with what was read in the same instant.
///
/// @param state empty where the user has no part in the call
/// @param calls all live calls of the user, id to state
/// @param devices those that Redis knows; their gateways may be dead
record Part(String state, Map<String, String> calls, List<DeviceRoute> devices) {}
