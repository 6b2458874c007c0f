/// Validation of text that users enter.
@NullMarked
package dev.visavis.support.text;

import org.jspecify.annotations.NullMarked;
