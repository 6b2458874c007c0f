/// The handle of a connection: its socket, the progress of its registration, and its unacknowledged
/// messages. All code that reads from or writes to a client uses this package, which uses none of
/// it.
@NullMarked
package dev.visavis.gateway.connection;

import org.jspecify.annotations.NullMarked;
