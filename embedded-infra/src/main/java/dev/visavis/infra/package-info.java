/// Starts real Kafka, PostgreSQL and Redis servers as child processes, which end with this JVM.
@NullMarked
package dev.visavis.infra;

import org.jspecify.annotations.NullMarked;
