/// Deletes calls older than the configured retention.
@NullMarked
package dev.visavis.history.retention;

import org.jspecify.annotations.NullMarked;
