@NullMarked
package dev.visavis.media.log;

import org.jspecify.annotations.NullMarked;
