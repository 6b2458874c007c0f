/// Deletes calls that are older than they are to be kept.
@NullMarked
package dev.visavis.history.retention;

import org.jspecify.annotations.NullMarked;
