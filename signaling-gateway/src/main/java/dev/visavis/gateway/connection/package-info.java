/// The handle of a connection: its socket, how far its registration is, and what it has been sent.
/// Everything that reads from or writes to a client uses this package, which uses none of them.
@NullMarked
package dev.visavis.gateway.connection;

import org.jspecify.annotations.NullMarked;
