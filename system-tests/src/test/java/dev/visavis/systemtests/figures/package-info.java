/// Whether dashboards and alerts ask for figures that the services really have.
@NullMarked
package dev.visavis.systemtests.figures;

import org.jspecify.annotations.NullMarked;
