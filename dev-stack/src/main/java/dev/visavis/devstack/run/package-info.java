/// Runs the processes of the stack and keeps them running.
@NullMarked
package dev.visavis.devstack.run;

import org.jspecify.annotations.NullMarked;
