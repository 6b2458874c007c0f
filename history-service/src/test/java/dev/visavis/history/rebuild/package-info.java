@NullMarked
package dev.visavis.history.rebuild;

import org.jspecify.annotations.NullMarked;
