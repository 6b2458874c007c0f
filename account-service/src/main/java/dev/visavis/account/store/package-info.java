/// PostgreSQL from this service's point of view: time limits, and what its absence means.
@NullMarked
package dev.visavis.account.store;

import org.jspecify.annotations.NullMarked;
