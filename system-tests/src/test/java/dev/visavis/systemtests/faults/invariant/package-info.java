/// The invariants that the evidence must satisfy in spite of all faults.
@NullMarked
package dev.visavis.systemtests.faults.invariant;

import org.jspecify.annotations.NullMarked;
