/// Access to PostgreSQL.
@NullMarked
package dev.visavis.webhook.store;

import org.jspecify.annotations.NullMarked;
