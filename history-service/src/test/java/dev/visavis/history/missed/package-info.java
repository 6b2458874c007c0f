@NullMarked
package dev.visavis.history.missed;

import org.jspecify.annotations.NullMarked;
