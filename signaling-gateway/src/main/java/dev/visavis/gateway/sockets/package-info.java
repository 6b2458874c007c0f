/// WebSockets: frames in and out, heartbeat, close.
@NullMarked
package dev.visavis.gateway.sockets;

import org.jspecify.annotations.NullMarked;
