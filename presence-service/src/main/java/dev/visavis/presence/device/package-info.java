/// Devices that come and go, and what the live calls of their users are told.
@NullMarked
package dev.visavis.presence.device;

import org.jspecify.annotations.NullMarked;
