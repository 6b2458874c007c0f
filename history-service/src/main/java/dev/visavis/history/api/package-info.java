/// The call history of the user who asks: docs/rest.md, "Call history".
@NullMarked
package dev.visavis.history.api;

import org.jspecify.annotations.NullMarked;
