/// What is to be delivered, and what became of it.
@NullMarked
package dev.visavis.webhook.delivery;

import org.jspecify.annotations.NullMarked;
