/// The parts of the benchmark that drive the projection itself, in its package.
@NullMarked
package dev.visavis.history.projection;

import org.jspecify.annotations.NullMarked;
