/// Texts that people give and others see.
@NullMarked
package dev.visavis.support.text;

import org.jspecify.annotations.NullMarked;
