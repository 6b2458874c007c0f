package dev.visavis.media.log;

import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import java.util.concurrent.CompletionStage;

/// Writes records to the log. Never blocks.
public interface LogWriter {
  /// Writes the command, and tries again while Kafka does not accept it. It may be written
  /// twice; its id makes that harmless.
  ///
  /// @return completes on the loop once it is written; fails after a minute
  CompletionStage<Void> submit(CallCommand command);

  /// Writes the delivery to the inbox of `to.gateway`. It is lost if Kafka does not accept it.
  void deliver(Delivery delivery);
}
