/// An emptied Redis, filled again from the logs.
@NullMarked
package dev.visavis.presence.rebuild;

import org.jspecify.annotations.NullMarked;
