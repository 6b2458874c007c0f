/// What the devices, the log and the history of a run under faults say.
@NullMarked
package dev.visavis.systemtests.faults.evidence;

import org.jspecify.annotations.NullMarked;
