/// Traces of calls through the log; nothing at all while OpenTelemetry is off.
@NullMarked
package dev.visavis.support.trace;

import org.jspecify.annotations.NullMarked;
