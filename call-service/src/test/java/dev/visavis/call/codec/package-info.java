@NullMarked
package dev.visavis.call.codec;

import org.jspecify.annotations.NullMarked;
