/// Tests of the device decisions, without Kafka and Redis.
@NullMarked
package dev.visavis.presence.device;

import org.jspecify.annotations.NullMarked;
