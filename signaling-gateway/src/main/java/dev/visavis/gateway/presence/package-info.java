/// The read model in Redis as the gateway sees it, and the gateway's own lease there.
@NullMarked
package dev.visavis.gateway.presence;

import org.jspecify.annotations.NullMarked;
