/// Which pictures a device gets and how large, and how large a device must send its own. Pure.
@NullMarked
package dev.visavis.media.layers;

import org.jspecify.annotations.NullMarked;
