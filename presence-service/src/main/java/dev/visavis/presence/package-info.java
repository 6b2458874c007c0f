/// Presence: `device`, `call`, `profile` and `gateway` maintain the read model, `api` and
/// `notification` publish it; `store` and `log` access Redis and Kafka.
@NullMarked
package dev.visavis.presence;

import org.jspecify.annotations.NullMarked;
