/// The path of each signal that a socket sends ([SendPath]), and the order of those that it
/// receives ([ReceivePath]). All code here is pure; `relay` executes its decisions.
@NullMarked
package dev.visavis.gateway.paths;

import org.jspecify.annotations.NullMarked;
