package dev.visavis.call.codec;

import dev.visavis.call.domain.CallCommand;
import org.jspecify.annotations.Nullable;

/// A command, and what identifies it.
///
/// @param requestId chosen by the client, echoed on direct replies
public record Request(
    String callId, String commandId, @Nullable String requestId, CallCommand command) {}
