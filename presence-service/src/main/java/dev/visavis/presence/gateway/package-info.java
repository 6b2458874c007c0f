/// Gateways that died, and the devices that were on them.
@NullMarked
package dev.visavis.presence.gateway;

import org.jspecify.annotations.NullMarked;
