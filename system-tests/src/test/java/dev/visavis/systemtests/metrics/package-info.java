/// Whether dashboards and alerts ask for metrics that the services really have.
@NullMarked
package dev.visavis.systemtests.metrics;

import org.jspecify.annotations.NullMarked;
