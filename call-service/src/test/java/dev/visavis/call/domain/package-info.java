@NullMarked
package dev.visavis.call.domain;

import org.jspecify.annotations.NullMarked;
