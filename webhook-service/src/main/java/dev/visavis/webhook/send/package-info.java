/// Sends deliveries to their receivers: signed, in order, and repeated after failures.
@NullMarked
package dev.visavis.webhook.send;

import org.jspecify.annotations.NullMarked;
