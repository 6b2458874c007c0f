@NullMarked
package dev.visavis.call.engine;

import org.jspecify.annotations.NullMarked;
