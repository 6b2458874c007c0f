/// Runs and supervises the processes of the stack.
@NullMarked
package dev.visavis.devstack.run;

import org.jspecify.annotations.NullMarked;
