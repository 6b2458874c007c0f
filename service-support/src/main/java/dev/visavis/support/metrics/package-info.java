/// Figures that every service has, named in docs/observability.md.
@NullMarked
package dev.visavis.support.metrics;

import org.jspecify.annotations.NullMarked;
