/// Builds what changed and keeps the result apart from what the next build overwrites.
@NullMarked
package dev.visavis.devstack.build;

import org.jspecify.annotations.NullMarked;
