/// Tests of names.
@NullMarked
package dev.visavis.support.text;

import org.jspecify.annotations.NullMarked;
