/// How much a socket and the gateway take on.
@NullMarked
package dev.visavis.gateway.limits;

import org.jspecify.annotations.NullMarked;
