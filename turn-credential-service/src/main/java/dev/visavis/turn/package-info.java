/// Issues time-limited credentials for the TURN servers, without stored state.
@NullMarked
package dev.visavis.turn;

import org.jspecify.annotations.NullMarked;
