/// Facts of the log become deliveries.
@NullMarked
package dev.visavis.webhook.fact;

import org.jspecify.annotations.NullMarked;
