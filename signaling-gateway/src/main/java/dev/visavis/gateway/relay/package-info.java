/// The signal relay: offers, answers, candidates and keys from gateway to gateway. They change no
/// call, so they bypass the log.
///
/// [SendPath] chooses the path of what a socket sends, [ReceivePath] orders what it receives; both
/// are pure. [SignalRelay] executes them. Undelivered messages go back to call-service, which
/// stores them until the device reconnects; ADR 0009 says why nothing is lost or overtaken.
@NullMarked
package dev.visavis.gateway.relay;

import org.jspecify.annotations.NullMarked;
