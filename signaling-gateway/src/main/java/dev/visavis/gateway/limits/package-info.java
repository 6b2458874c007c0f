/// Limits on the work that a socket and the gateway accept.
@NullMarked
package dev.visavis.gateway.limits;

import org.jspecify.annotations.NullMarked;
