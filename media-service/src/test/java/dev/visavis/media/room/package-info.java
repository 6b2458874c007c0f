@NullMarked
package dev.visavis.media.room;

import org.jspecify.annotations.NullMarked;
