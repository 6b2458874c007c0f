/// Finds out whether a call would succeed, and makes the demo accounts.
@NullMarked
package dev.visavis.devstack.probe;

import org.jspecify.annotations.NullMarked;
