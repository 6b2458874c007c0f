/// The API: what a user subscribes to, where it is sent, and what became of each delivery.
@NullMarked
package dev.visavis.webhook.subscription;

import org.jspecify.annotations.NullMarked;
