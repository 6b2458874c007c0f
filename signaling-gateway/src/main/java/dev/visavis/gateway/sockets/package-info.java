/// WebSockets: frames, heartbeat, close. The top layer, which passes each frame to its handler.
@NullMarked
package dev.visavis.gateway.sockets;

import org.jspecify.annotations.NullMarked;
