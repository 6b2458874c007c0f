@NullMarked
package dev.visavis.history.retention;

import org.jspecify.annotations.NullMarked;
