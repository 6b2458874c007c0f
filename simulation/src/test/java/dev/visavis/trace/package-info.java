/// Tests of the trace that an operator sees of a call.
@NullMarked
package dev.visavis.trace;

import org.jspecify.annotations.NullMarked;
