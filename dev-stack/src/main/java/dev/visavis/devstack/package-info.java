/// The one command: builds, starts, watches and shows all of Visavis on this machine.
@NullMarked
package dev.visavis.devstack;

import org.jspecify.annotations.NullMarked;
