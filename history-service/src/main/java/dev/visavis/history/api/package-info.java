/// The call history of the authenticated user: docs/rest.md, "Call history".
@NullMarked
package dev.visavis.history.api;

import org.jspecify.annotations.NullMarked;
