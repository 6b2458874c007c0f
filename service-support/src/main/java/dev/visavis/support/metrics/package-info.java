/// Metrics that every service has, listed in docs/observability.md.
@NullMarked
package dev.visavis.support.metrics;

import org.jspecify.annotations.NullMarked;
