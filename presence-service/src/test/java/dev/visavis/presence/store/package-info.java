/// How the read model is kept in Redis.
@NullMarked
package dev.visavis.presence.store;

import org.jspecify.annotations.NullMarked;
