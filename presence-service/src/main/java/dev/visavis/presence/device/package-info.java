/// Devices that come online and go offline, and the commands that report it to live calls.
@NullMarked
package dev.visavis.presence.device;

import org.jspecify.annotations.NullMarked;
