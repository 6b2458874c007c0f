/// The calls that a user has missed and not seen: [MissedCalls] keeps them, [MissedCallsResource]
/// shows them, [MissedCallNotifier] tells the user's devices how many they are.
@NullMarked
package dev.visavis.history.missed;

import org.jspecify.annotations.NullMarked;
