/// Sockets, nothing else: messages in, commands out, deliveries to the right socket.
@NullMarked
package dev.visavis.gateway;

import org.jspecify.annotations.NullMarked;
