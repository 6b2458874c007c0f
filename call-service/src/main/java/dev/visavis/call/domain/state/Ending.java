package dev.visavis.call.domain.state;

import dev.visavis.call.domain.value.EndReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a call ended.
///
/// @param reason as sent to the initiator's device
/// @param continuesAs with glare, the call that continues
public record Ending(
    Instant at, EndReason reason, @Nullable String continuesAs, Instant forgetAt) {}
