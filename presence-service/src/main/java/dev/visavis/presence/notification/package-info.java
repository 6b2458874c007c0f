/// Sends a device the presence of its user's contacts: of all when it registers, then each change.
@NullMarked
package dev.visavis.presence.notification;

import org.jspecify.annotations.NullMarked;
