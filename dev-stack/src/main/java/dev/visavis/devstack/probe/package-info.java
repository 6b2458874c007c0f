/// Checks that a call succeeds, and creates the demo accounts.
@NullMarked
package dev.visavis.devstack.probe;

import org.jspecify.annotations.NullMarked;
