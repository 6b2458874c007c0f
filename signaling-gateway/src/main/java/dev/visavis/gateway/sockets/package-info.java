/// WebSockets: frames in, heartbeat, close. The top layer: it hands each frame to its handler.
@NullMarked
package dev.visavis.gateway.sockets;

import org.jspecify.annotations.NullMarked;
