/// The API for subscriptions and their deliveries.
@NullMarked
package dev.visavis.webhook.subscription;

import org.jspecify.annotations.NullMarked;
