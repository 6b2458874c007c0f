@NullMarked
package dev.visavis.call.domain.state;

import org.jspecify.annotations.NullMarked;
