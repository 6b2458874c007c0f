/// The read model in Redis: its keys, its scripts, one way to run them.
@NullMarked
package dev.visavis.presence.store;

import org.jspecify.annotations.NullMarked;
