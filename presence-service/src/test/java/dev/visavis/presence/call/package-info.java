/// Tests of the call decisions, without Kafka and Redis.
@NullMarked
package dev.visavis.presence.call;

import org.jspecify.annotations.NullMarked;
