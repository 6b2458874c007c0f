/// Places calls on media servers (SFUs), and speaks for them: devices negotiate with
/// media-service, and media-service with the media server.
///
/// The packages in layers; each uses only those below it:
///
/// 1. `signaling` reads messages of devices; `assignment` decides which instance and which
///    media server has the room of a call.
/// 2. `janus` is the only package that knows Janus; `log` reads and writes Kafka.
/// 3. `room` says what a media server is, and what happens in the room of a call.
/// 4. `layers` and `speakers` decide who gets which picture and whose voice.
/// 5. This package: settings, identity, the loop.
///
/// All state belongs to one thread, the loop ([MediaLoop]): nothing here is locked, and nothing
/// on it may wait.
@NullMarked
package dev.visavis.media;

import org.jspecify.annotations.NullMarked;
