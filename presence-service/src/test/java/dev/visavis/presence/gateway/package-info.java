/// Tests of the gateway decisions, without Kafka and Redis.
@NullMarked
package dev.visavis.presence.gateway;

import org.jspecify.annotations.NullMarked;
