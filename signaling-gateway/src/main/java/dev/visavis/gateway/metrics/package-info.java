/// What the gateway counts.
@NullMarked
package dev.visavis.gateway.metrics;

import org.jspecify.annotations.NullMarked;
