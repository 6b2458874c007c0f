package dev.visavis.call.domain.state;

import dev.visavis.call.domain.value.EndReason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a call ended for one device: it was in the call, or rang, and does no longer. Kept, so that
/// a device that did not hear of it can be told again.
///
/// @param talked set if the device was in a connected call
public record DeviceEnd(EndReason reason, Instant at, @Nullable Duration talked) {}
