@NullMarked
package dev.visavis.examples.analytics;

import org.jspecify.annotations.NullMarked;
