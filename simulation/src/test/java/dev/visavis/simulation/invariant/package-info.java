/// What must hold for every run.
@NullMarked
package dev.visavis.simulation.invariant;

import org.jspecify.annotations.NullMarked;
