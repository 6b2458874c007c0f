@NullMarked
package dev.visavis.examples.events;

import org.jspecify.annotations.NullMarked;
