/// The signal relay: offers, answers, candidates and keys from gateway to gateway, and what devices
/// say to the SFU. They change no call, so they bypass the log.
///
/// [SignalRelay] executes what `SendPath` and `ReceivePath` in `paths` decide. Undelivered messages
/// go back to call-service, which stores them until the device reconnects; ADR 0009 explains why
/// nothing is lost or overtaken.
@NullMarked
package dev.visavis.gateway.relay;

import org.jspecify.annotations.NullMarked;
