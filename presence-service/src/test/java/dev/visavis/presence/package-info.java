/// The service against real Kafka and Redis.
@NullMarked
package dev.visavis.presence;

import org.jspecify.annotations.NullMarked;
