/// The edge of `./visavis up`: one origin for the browser. docs/protocol.md, "Connecting", lists
/// its routes.
@NullMarked
package dev.visavis.devstack.edge;

import org.jspecify.annotations.NullMarked;
