package dev.visavis.devstack.command;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Prints an error for an invalid command line: the mistake, the valid values, and where to find
/// the help.
final class UsageErrors {
  private UsageErrors() {}

  static CommandLine explainedBy(CommandLine commandLine) {
    return commandLine
        .registerConverter(UUID.class, UsageErrors::callId)
        .registerConverter(int.class, UsageErrors::number)
        .setParameterExceptionHandler(UsageErrors::explain);
  }

  private static UUID callId(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(text + " is not a call id");
    }
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException(text + " is not a whole number");
    }
  }

  private static int explain(ParameterException e, String[] arguments) {
    var command = e.getCommandLine();
    var mistake = e instanceof UnmatchedArgumentException u ? unknown(u) : e.getMessage();
    command.getErr().println("visavis: " + mistake);
    command.getErr().printf("See `./%s --help`.%n", command.getCommandSpec().qualifiedName());
    return 1;
  }

  private static String unknown(UnmatchedArgumentException e) {
    var typed = e.getUnmatched().getFirst();
    var command = e.getCommandLine().getCommandSpec();
    if (typed.startsWith("-")) {
      return "unknown option %s. Options: %s".formatted(typed, listed(options(command)));
    }
    if (!command.subcommands().isEmpty()) {
      return "unknown command %s. Commands: %s"
          .formatted(typed, listed(command.subcommands().keySet()));
    }
    var values = values(command);
    return values.isEmpty()
        ? "%s does not accept the argument %s".formatted(command.name(), typed)
        : "%s does not accept %s. It accepts: %s".formatted(command.name(), typed, listed(values));
  }

  private static List<String> options(CommandSpec command) {
    return command.options().stream().map(option -> option.longestName()).toList();
  }

  /// The values that the command accepts, if there is a list of them.
  private static List<String> values(CommandSpec command) {
    return command.positionalParameters().stream()
        .flatMap(parameter -> Stream.ofNullable(parameter.completionCandidates()))
        .flatMap(candidates -> StreamSupport.stream(candidates.spliterator(), false))
        .toList();
  }

  private static String listed(Collection<String> names) {
    return names.stream().sorted().collect(joining(", "));
  }
}
