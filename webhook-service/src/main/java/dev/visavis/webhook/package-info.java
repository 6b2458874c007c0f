/// Events of calls over HTTP, for those who have no Kafka.
@NullMarked
package dev.visavis.webhook;

import org.jspecify.annotations.NullMarked;
