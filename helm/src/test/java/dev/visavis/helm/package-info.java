/// Renders the chart, parses the objects with the types of Kubernetes, and compares them with the
/// services' sources.
@NullMarked
package dev.visavis.helm;

import org.jspecify.annotations.NullMarked;
