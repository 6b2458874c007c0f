@NullMarked
package dev.visavis.support.trace;

import org.jspecify.annotations.NullMarked;
