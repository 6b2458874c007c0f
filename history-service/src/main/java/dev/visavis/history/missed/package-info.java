/// The calls that a user has missed and not seen: [MissedCalls] stores them, [MissedCallsResource]
/// serves the count, [MissedCallNotifier] sends it to the user's devices.
@NullMarked
package dev.visavis.history.missed;

import org.jspecify.annotations.NullMarked;
