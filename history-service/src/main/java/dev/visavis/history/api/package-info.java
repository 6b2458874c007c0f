/// The call history of the user who asks: section 7 of the wire contract.
@NullMarked
package dev.visavis.history.api;

import org.jspecify.annotations.NullMarked;
