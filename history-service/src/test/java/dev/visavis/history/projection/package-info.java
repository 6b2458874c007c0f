@NullMarked
package dev.visavis.history.projection;

import org.jspecify.annotations.NullMarked;
