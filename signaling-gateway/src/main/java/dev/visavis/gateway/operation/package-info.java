/// Readiness, metrics and the way out.
@NullMarked
package dev.visavis.gateway.operation;

import org.jspecify.annotations.NullMarked;
