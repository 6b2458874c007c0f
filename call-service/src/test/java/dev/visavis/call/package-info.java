@NullMarked
package dev.visavis.call;

import org.jspecify.annotations.NullMarked;
