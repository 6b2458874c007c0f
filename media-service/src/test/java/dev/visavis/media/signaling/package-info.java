@NullMarked
package dev.visavis.media.signaling;

import org.jspecify.annotations.NullMarked;
