/// The evidence of a run with faults: from the devices, the log and the history.
@NullMarked
package dev.visavis.systemtests.faults.evidence;

import org.jspecify.annotations.NullMarked;
