/// Media servers that are Janus with its VideoRoom plugin (1.1.2 or later). No other package
/// knows a word of it.
///
/// Each room has a session of its own, each transport a handle. Janus 1.1.2 crashes or goes
/// silent if requests for one handle overlap, so each handle sends its next request only after
/// the reply to the one before ([dev.visavis.media.janus.JanusHandle]); a room is emptied
/// before it is destroyed.
@NullMarked
package dev.visavis.media.janus;

import org.jspecify.annotations.NullMarked;
