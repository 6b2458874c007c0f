/// What follows from what, without Kafka and Redis.
@NullMarked
package dev.visavis.presence.device;

import org.jspecify.annotations.NullMarked;
