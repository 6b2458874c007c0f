/// What must be true of the evidence, whatever was killed.
@NullMarked
package dev.visavis.systemtests.faults.invariant;

import org.jspecify.annotations.NullMarked;
