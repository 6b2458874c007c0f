/// The edge of the embedded default: one origin for the browser, as the wire contract's first table
/// routes it.
@NullMarked
package dev.visavis.devstack.edge;

import org.jspecify.annotations.NullMarked;
