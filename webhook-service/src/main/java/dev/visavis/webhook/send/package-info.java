/// Carries deliveries to their receivers: signed, in order, again and again.
@NullMarked
package dev.visavis.webhook.send;

import org.jspecify.annotations.NullMarked;
