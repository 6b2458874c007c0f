/// What a media server is, in the field's words, and what happens in the room of a call: who
/// publishes what, who gets what in which section, who is told what. No I/O: a media server is
/// [dev.visavis.media.room.MediaServer], a device [dev.visavis.media.room.DeviceMessages].
@NullMarked
package dev.visavis.media.room;

import org.jspecify.annotations.NullMarked;
