/// What slows down guessing, and whose address a request counts for.
@NullMarked
package dev.visavis.account.limit;

import org.jspecify.annotations.NullMarked;
