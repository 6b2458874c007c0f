@NullMarked
package dev.visavis.media.janus;

import org.jspecify.annotations.NullMarked;
