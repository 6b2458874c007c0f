/// Readiness, warm-up and shutdown.
@NullMarked
package dev.visavis.gateway.operation;

import org.jspecify.annotations.NullMarked;
