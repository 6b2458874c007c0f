@NullMarked
package dev.visavis.call.streams;

import org.jspecify.annotations.NullMarked;
