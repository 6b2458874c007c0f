/// The processes, devices and people of one run, and the faults that affect them.
@NullMarked
package dev.visavis.simulation.world;

import org.jspecify.annotations.NullMarked;
