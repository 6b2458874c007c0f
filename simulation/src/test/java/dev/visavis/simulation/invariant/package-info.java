/// The rules that every run must keep.
@NullMarked
package dev.visavis.simulation.invariant;

import org.jspecify.annotations.NullMarked;
