/// Tests of how the read model is stored in Redis.
@NullMarked
package dev.visavis.presence.store;

import org.jspecify.annotations.NullMarked;
