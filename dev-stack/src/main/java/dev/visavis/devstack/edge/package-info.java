/// The edge of the embedded default: one origin for the browser. Its routes are those of
/// docs/protocol.md, "Connecting".
@NullMarked
package dev.visavis.devstack.edge;

import org.jspecify.annotations.NullMarked;
