/// Limits on how often somebody may do something.
@NullMarked
package dev.visavis.support.limit;

import org.jspecify.annotations.NullMarked;
