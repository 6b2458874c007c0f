package dev.visavis.call.codec;

import dev.visavis.call.domain.decision.CallCommand;
import org.jspecify.annotations.Nullable;

/// A command, and what identifies it.
///
/// @param requestId chosen by the client, echoed on direct replies
/// @param kind the schema's word for the command, such as `place_call` or `answer_call`: the label
///     of metrics and traces, which no class name may change
public record DecodedCommand(
    String callId,
    String commandId,
    @Nullable String requestId,
    CallCommand command,
    String kind) {}
