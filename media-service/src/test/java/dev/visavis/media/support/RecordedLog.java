package dev.visavis.media.support;

import dev.visavis.media.log.LogWriter;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Keeps what is written to the log.
public final class RecordedLog implements LogWriter {
  private final List<CallCommand> commands = new ArrayList<>();
  private final List<Delivery> deliveries = new ArrayList<>();

  public List<CallCommand> commands() {
    return commands;
  }

  public List<Delivery> deliveries() {
    return deliveries;
  }

  @Override
  public CompletionStage<Void> submit(CallCommand command) {
    commands.add(command);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void deliver(Delivery delivery) {
    deliveries.add(delivery);
  }
}
