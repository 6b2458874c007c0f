package dev.visavis.media.room;

import dev.visavis.media.MediaKind;
import java.util.LinkedHashMap;
import java.util.Map;

/// The media that one device sends, over one RTCPeerConnection. An offer of another connection of
/// the device needs another publication.
final class Publication implements PublishTransport.Listener {
  /// Events of a publication that nobody here asked for.
  interface Listener {
    /// The device sends other media than before, or they can be forwarded now.
    void changed();

    /// @param level in -dBov
    void speaks(int level);

    void isSilent();

    void lost(Publication publication);
  }

  private final DeviceId device;
  private final String name;
  private final String sessionId;
  private final DeviceMessages messages;
  private final Listener listener;
  private final PublishTransport transport;
  private Map<MediaKind, Producer> offered = Map.of();
  private boolean connected;
  private boolean closed;

  /// @param name of the transport, unique in the room
  /// @param sessionId of the connection's offers
  Publication(
      Room room,
      DeviceId device,
      String name,
      String sessionId,
      DeviceMessages messages,
      Listener listener) {
    this.device = device;
    this.name = name;
    this.sessionId = sessionId;
    this.messages = messages;
    this.listener = listener;
    this.transport = room.publish(name, this);
  }

  String name() {
    return name;
  }

  boolean isOf(OfferedMedia offer) {
    return offer.sessionId().equals(sessionId);
  }

  void negotiate(OfferedMedia offer, String sdp) {
    transport
        .negotiate(sdp)
        .whenComplete(
            (answer, failure) -> {
              if (closed) {
                return;
              }
              if (failure == null) {
                messages.answer(device, answer);
                offered = producers(offer.acceptedBy(answer));
                listener.changed();
              } else {
                messages.failed(device, "the offer on publish was refused");
                lost("refused: " + failure.getMessage());
              }
            });
  }

  private Map<MediaKind, Producer> producers(OfferedMedia accepted) {
    Map<MediaKind, Producer> producers = new LinkedHashMap<>();
    accepted
        .mids()
        .forEach(
            (kind, mid) -> producers.put(kind, new Producer(device.userId(), name, mid, kind)));
    return producers;
  }

  /// The media that can be forwarded: none before the connection is up.
  Map<MediaKind, Producer> producers() {
    return connected ? offered : Map.of();
  }

  void addCandidate(Candidate candidate) {
    transport.addCandidate(candidate);
  }

  void close() {
    closed = true;
    transport.close();
  }

  @Override
  public void connected() {
    connected = true;
    listener.changed();
  }

  @Override
  public void candidate(Candidate candidate) {
    if (!closed) {
      messages.candidate(device, StreamKind.PUBLISH, candidate);
    }
  }

  @Override
  public void speaks(int level) {
    if (!closed) {
      listener.speaks(level);
    }
  }

  @Override
  public void isSilent() {
    if (!closed) {
      listener.isSilent();
    }
  }

  @Override
  public void lost(String reason) {
    if (!closed) {
      close();
      listener.lost(this);
    }
  }
}
