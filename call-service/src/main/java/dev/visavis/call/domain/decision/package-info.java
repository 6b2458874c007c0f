/// The decisions: a command and the state of the call lead to events, or to a rejection.
@NullMarked
package dev.visavis.call.domain.decision;

import org.jspecify.annotations.NullMarked;
