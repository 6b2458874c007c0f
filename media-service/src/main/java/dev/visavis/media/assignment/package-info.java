/// Which instance, and which of its media servers, has the room of a call: docs/adr/0018. Every
/// instance holds a lease in Redis and reads all requests for rooms in the log; the owner of a call
/// answers, and the survivors replace the rooms of an instance whose lease has expired.
@NullMarked
package dev.visavis.media.assignment;

import org.jspecify.annotations.NullMarked;
