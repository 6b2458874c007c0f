/// Turns call events into deliveries.
@NullMarked
package dev.visavis.webhook.event;

import org.jspecify.annotations.NullMarked;
