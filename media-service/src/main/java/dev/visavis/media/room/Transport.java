package dev.visavis.media.room;

/// One WebRTC connection of a device with the media server.
public interface Transport {
  /// A candidate of the device, or the end of them.
  void addCandidate(Candidate candidate);

  /// Ends it; its listener hears nothing more.
  void close();

  /// Events of a connection that nobody here asked for. Called on the loop.
  interface Listener {
    /// Media can flow.
    void connected();

    /// A candidate of the media server.
    void candidate(Candidate candidate);

    /// The connection is gone, or the media server refused a request for it.
    void lost(String reason);
  }
}
