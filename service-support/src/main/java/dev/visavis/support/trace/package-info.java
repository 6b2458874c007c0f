/// Traces of calls through Kafka. Without effect while OpenTelemetry is off.
@NullMarked
package dev.visavis.support.trace;

import org.jspecify.annotations.NullMarked;
