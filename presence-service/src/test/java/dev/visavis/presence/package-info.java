/// Tests of the whole service with real Kafka and Redis.
@NullMarked
package dev.visavis.presence;

import org.jspecify.annotations.NullMarked;
