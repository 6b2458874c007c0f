/// Pauses between attempts, and the text form of instants.
@NullMarked
package dev.visavis.time;

import org.jspecify.annotations.NullMarked;
