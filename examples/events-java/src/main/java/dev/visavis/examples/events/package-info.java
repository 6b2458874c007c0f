/// A consumer of the events to start one's own from.
@NullMarked
package dev.visavis.examples.events;

import org.jspecify.annotations.NullMarked;
