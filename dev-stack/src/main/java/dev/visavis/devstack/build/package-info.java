/// Builds changed modules, and stores the results where the next build does not overwrite them.
@NullMarked
package dev.visavis.devstack.build;

import org.jspecify.annotations.NullMarked;
