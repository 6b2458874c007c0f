/// What an operator sees of a call across the processes.
@NullMarked
package dev.visavis.trace;

import org.jspecify.annotations.NullMarked;
