/// Kafka, Redis, time and chance of the simulation: in memory, from one seed.
@NullMarked
package dev.visavis.simulation.infra;

import org.jspecify.annotations.NullMarked;
