@NullMarked
package dev.visavis.infra;

import org.jspecify.annotations.NullMarked;
