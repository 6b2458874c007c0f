/// Pauses between attempts, and instants as text: the form that all modules use.
@NullMarked
package dev.visavis.time;

import org.jspecify.annotations.NullMarked;
