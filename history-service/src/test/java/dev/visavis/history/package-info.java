@NullMarked
package dev.visavis.history;

import org.jspecify.annotations.NullMarked;
