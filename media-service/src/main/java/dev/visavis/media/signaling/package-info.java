/// The messages between devices and the rooms of their calls, through the gateways.
@NullMarked
package dev.visavis.media.signaling;

import org.jspecify.annotations.NullMarked;
