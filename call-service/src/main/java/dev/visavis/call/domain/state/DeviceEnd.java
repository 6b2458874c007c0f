package dev.visavis.call.domain.state;

import dev.visavis.call.domain.value.EndReason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a call ended for one device that was joined or ringing. It is stored so that a device that
/// missed the end can get it again.
///
/// @param talked set if the device was in a connected call
public record DeviceEnd(EndReason reason, Instant at, @Nullable Duration talked) {}
