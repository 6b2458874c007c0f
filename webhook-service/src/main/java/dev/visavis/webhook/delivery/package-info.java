/// The queue of deliveries and their results.
@NullMarked
package dev.visavis.webhook.delivery;

import org.jspecify.annotations.NullMarked;
