@NullMarked
package dev.visavis.gateway.quality;

import org.jspecify.annotations.NullMarked;
