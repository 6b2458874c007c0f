/// Real Kafka, PostgreSQL and Redis as child processes, which end when this JVM does.
@NullMarked
package dev.visavis.infra;

import org.jspecify.annotations.NullMarked;
