/// The parts of the benchmark that need access to the projection's package.
@NullMarked
package dev.visavis.history.projection;

import org.jspecify.annotations.NullMarked;
