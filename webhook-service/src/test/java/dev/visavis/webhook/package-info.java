@NullMarked
package dev.visavis.webhook;

import org.jspecify.annotations.NullMarked;
