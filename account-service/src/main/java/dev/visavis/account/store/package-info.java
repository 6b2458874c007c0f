/// Access to PostgreSQL: time limits, and 503 while it is unavailable.
@NullMarked
package dev.visavis.account.store;

import org.jspecify.annotations.NullMarked;
