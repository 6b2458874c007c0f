/// Kills and pauses processes while users call each other. A checker compares the devices'
/// messages, the log and the history with docs/protocol.md, "Guarantees".
@NullMarked
package dev.visavis.systemtests.faults;

import org.jspecify.annotations.NullMarked;
