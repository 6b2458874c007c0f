/// The REST interface and the signaling socket with good and bad input.
@NullMarked
package dev.visavis.systemtests.api;

import org.jspecify.annotations.NullMarked;
