/// Tests of the whole product from outside, with real processes and sockets. They use only
/// docs/protocol.md, docs/rest.md and `./visavis`.
@NullMarked
package dev.visavis.systemtests;

import org.jspecify.annotations.NullMarked;
