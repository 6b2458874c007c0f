/// Rebuilds the read model of an emptied Redis from the topics.
@NullMarked
package dev.visavis.presence.rebuild;

import org.jspecify.annotations.NullMarked;
