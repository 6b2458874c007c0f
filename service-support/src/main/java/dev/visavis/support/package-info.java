/// What every service shares.
@NullMarked
package dev.visavis.support;

import org.jspecify.annotations.NullMarked;
