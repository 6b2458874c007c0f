package dev.visavis.proto;

import dev.visavis.proto.v1.CallCommand;
import java.util.Locale;

/// The schema's word for a command: `place_call`, or `answer_call` for a message of a device. It
/// names spans and labels metrics, in every service alike.
public final class CommandName {
  private CommandName() {}

  public static String of(CallCommand command) {
    return command.hasMessage()
        ? MessageCatalogue.name(command.getMessage().getBodyCase())
        : command.getCommandCase().name().toLowerCase(Locale.ROOT);
  }
}
