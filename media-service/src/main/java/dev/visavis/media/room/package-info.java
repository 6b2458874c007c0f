/// The interface of media servers, in the field's words, and the logic of the room of a call: who
/// publishes what, who gets what in which section, who is told what. No I/O: a media server is
/// [dev.visavis.media.room.MediaServer], a device [dev.visavis.media.room.DeviceMessages].
@NullMarked
package dev.visavis.media.room;

import org.jspecify.annotations.NullMarked;
