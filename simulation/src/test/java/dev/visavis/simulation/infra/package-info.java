/// Kafka, Redis, time and chance as the simulation has them: in memory, from one seed.
@NullMarked
package dev.visavis.simulation.infra;

import org.jspecify.annotations.NullMarked;
