/// The state of a call, the events that change it, and the messages that it stores.
@NullMarked
package dev.visavis.call.domain.state;

import org.jspecify.annotations.NullMarked;
