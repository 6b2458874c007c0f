@NullMarked
package dev.visavis.media.layers;

import org.jspecify.annotations.NullMarked;
