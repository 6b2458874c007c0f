@NullMarked
package dev.visavis.history.api;

import org.jspecify.annotations.NullMarked;
