@NullMarked
package dev.visavis.media;

import org.jspecify.annotations.NullMarked;
