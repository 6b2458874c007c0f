/// Renders the chart, reads what comes out as the types that a cluster knows, and holds it to what
/// the services say of themselves.
@NullMarked
package dev.visavis.helm;

import org.jspecify.annotations.NullMarked;
