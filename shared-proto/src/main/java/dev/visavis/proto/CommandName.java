package dev.visavis.proto;

import dev.visavis.proto.v1.CallCommand;
import java.util.Locale;

/// The schema's name of a command: `place_call`, or `answer_call` for a message of a device. All
/// services use it in span names and metric labels.
public final class CommandName {
  private CommandName() {}

  public static String of(CallCommand command) {
    return command.hasMessage()
        ? MessageCatalogue.name(command.getMessage().getBodyCase())
        : command.getCommandCase().name().toLowerCase(Locale.ROOT);
  }
}
