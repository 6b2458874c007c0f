/// The metrics of the gateway.
@NullMarked
package dev.visavis.gateway.metrics;

import org.jspecify.annotations.NullMarked;
