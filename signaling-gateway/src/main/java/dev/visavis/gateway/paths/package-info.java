/// Which path a signal takes, and the order in which a socket gets what others send: [SendPath] and
/// [ReceivePath]. All of it is pure; `relay` executes what is decided here.
@NullMarked
package dev.visavis.gateway.paths;

import org.jspecify.annotations.NullMarked;
