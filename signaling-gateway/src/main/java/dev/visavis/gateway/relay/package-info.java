/// The direct way of offers, answers and candidates from one gateway to the next: nothing of it
/// changes a call, so the log need not see it.
///
/// [SendPath] chooses the way of what a socket says, [ReceivePath] orders what comes for it; both
/// are pure. [SignalRelay] carries them out. What cannot be delivered goes back to call-service,
/// which keeps it for the device's return; ADR 0009 says why nothing is lost or overtaken.
@NullMarked
package dev.visavis.gateway.relay;

import org.jspecify.annotations.NullMarked;
