/// Writes the reports of devices on the media of their calls.
@NullMarked
package dev.visavis.gateway.quality;

import org.jspecify.annotations.NullMarked;
