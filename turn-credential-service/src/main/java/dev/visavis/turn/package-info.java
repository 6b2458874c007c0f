/// Time-limited credentials for the relays: one request, one answer, no state.
@NullMarked
package dev.visavis.turn;

import org.jspecify.annotations.NullMarked;
