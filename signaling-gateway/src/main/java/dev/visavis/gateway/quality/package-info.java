/// Writes the quality reports of devices.
@NullMarked
package dev.visavis.gateway.quality;

import org.jspecify.annotations.NullMarked;
