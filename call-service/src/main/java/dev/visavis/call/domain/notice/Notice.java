package dev.visavis.call.domain.notice;

import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.value.Route;

/// One message for one device.
///
/// @param reply this answers the command of that very device
public record Notice(Route to, Message message, boolean reply) {}
