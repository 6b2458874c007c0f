/// Checks that dashboards and alerts query only metrics that the services expose.
@NullMarked
package dev.visavis.systemtests.metrics;

import org.jspecify.annotations.NullMarked;
