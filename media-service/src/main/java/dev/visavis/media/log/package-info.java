/// Kafka: the events of calls and this instance's inbox are read here, commands and deliveries
/// written.
@NullMarked
package dev.visavis.media.log;

import org.jspecify.annotations.NullMarked;
