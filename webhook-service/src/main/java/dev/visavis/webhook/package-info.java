/// Sends events of calls over HTTP to subscribers without access to Kafka.
@NullMarked
package dev.visavis.webhook;

import org.jspecify.annotations.NullMarked;
