@NullMarked
package dev.visavis.media.speakers;

import org.jspecify.annotations.NullMarked;
