/// Tells people where their contacts are: all of them when a device arrives, then each change.
@NullMarked
package dev.visavis.presence.notification;

import org.jspecify.annotations.NullMarked;
