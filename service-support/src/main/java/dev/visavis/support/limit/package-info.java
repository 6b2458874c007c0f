/// Rate limits for users.
@NullMarked
package dev.visavis.support.limit;

import org.jspecify.annotations.NullMarked;
