/// What happened in one call, from the log and from the history, in words.
@NullMarked
package dev.visavis.devstack.explain;

import org.jspecify.annotations.NullMarked;
