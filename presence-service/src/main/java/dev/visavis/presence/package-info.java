/// Presence: one folder for each thing that is watched, `store` and `log` for Redis and Kafka.
@NullMarked
package dev.visavis.presence;

import org.jspecify.annotations.NullMarked;
