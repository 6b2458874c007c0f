/// Deliveries for the devices of this gateway.
@NullMarked
package dev.visavis.gateway.inbox;

import org.jspecify.annotations.NullMarked;
