/// The calls in which each user is, the devices that a ring missed, and glare.
@NullMarked
package dev.visavis.presence.call;

import org.jspecify.annotations.NullMarked;
