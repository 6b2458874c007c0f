/// Describes one call in words, from its records in the log and its history rows.
@NullMarked
package dev.visavis.devstack.explain;

import org.jspecify.annotations.NullMarked;
