@NullMarked
package dev.visavis.media.assignment;

import org.jspecify.annotations.NullMarked;
