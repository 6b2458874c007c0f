/// Limits on requests and on password guessing, and the client address that they use.
@NullMarked
package dev.visavis.account.limit;

import org.jspecify.annotations.NullMarked;
