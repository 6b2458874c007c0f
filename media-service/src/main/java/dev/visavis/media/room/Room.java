package dev.visavis.media.room;

import java.util.concurrent.CompletionStage;

/// The room of a call on a media server.
public interface Room {
  /// Begins to open a connection on which a device sends.
  ///
  /// @param name unique in the room, and the [Producer#transport] of all that it sends
  PublishTransport publish(String name, PublishTransport.Listener listener);

  /// Begins to open a connection on which a device receives.
  SubscribeTransport subscribe(SubscribeTransport.Listener listener);

  /// Closes all transports, and then the room.
  CompletionStage<Void> close();
}
