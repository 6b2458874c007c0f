/// A consumer of call events, as a starting point for your own program.
@NullMarked
package dev.visavis.examples.events;

import org.jspecify.annotations.NullMarked;
