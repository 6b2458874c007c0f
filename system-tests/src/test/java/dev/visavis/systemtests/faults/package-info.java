/// Processes die and freeze while people call; a checker compares what every device saw, the log
/// and the history with docs/protocol.md, "Guarantees".
@NullMarked
package dev.visavis.systemtests.faults;

import org.jspecify.annotations.NullMarked;
