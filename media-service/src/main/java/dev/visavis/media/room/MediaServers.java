package dev.visavis.media.room;

import java.util.List;

/// The media servers on which this instance may open rooms.
public interface MediaServers {
  List<MediaServer> all();
}
