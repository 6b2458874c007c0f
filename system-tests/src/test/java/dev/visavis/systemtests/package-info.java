/// The whole product from outside: real processes, real sockets, nothing known but the wire
/// contract and `./visavis`.
@NullMarked
package dev.visavis.systemtests;

import org.jspecify.annotations.NullMarked;
