/// The whole product from outside: real processes, real sockets, nothing known but
/// docs/protocol.md, docs/rest.md and `./visavis`.
@NullMarked
package dev.visavis.systemtests;

import org.jspecify.annotations.NullMarked;
