package dev.visavis.call.codec;

import dev.visavis.call.domain.decision.CallCommand;
import org.jspecify.annotations.Nullable;

/// A command with its ids.
///
/// @param requestId chosen by the client, echoed on direct replies
/// @param kind the schema's name of the command, such as `place_call` or `answer_call`; the label
///     in metrics and traces
public record DecodedCommand(
    String callId,
    String commandId,
    @Nullable String requestId,
    CallCommand command,
    String kind) {}
