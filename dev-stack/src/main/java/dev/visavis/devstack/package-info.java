/// The command `visavis`: builds, starts, supervises and inspects all of Visavis on this machine.
@NullMarked
package dev.visavis.devstack;

import org.jspecify.annotations.NullMarked;
