package dev.visavis.call.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.call.domain.value.Rejection;
import dev.visavis.proto.MessageCatalogue;
import dev.visavis.proto.v1.MessageTraits.Becomes;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The table of docs/protocol.md, "Replies", agrees with `replies.txt`.
class ProtocolRepliesTest {
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  /// The situations that each column covers.
  private static final List<List<String>> COLUMNS =
      List.of(
          List.of("it rings: the caller"),
          List.of("it rings: a callee's device"),
          List.of("connected: the caller", "connected: the callee"),
          List.of("connected: a device that rang", "connected: a device that never rang"),
          List.of("a group: somebody who left", "a group: somebody who missed it"),
          List.of("ended: who hung up", "ended: the other side", "missed: a callee's device"));

  private final Map<String, List<String>> table;

  ProtocolRepliesTest() throws IOException {
    table = RepliesTest.table();
  }

  @Test
  void everyCellOfTheTableNamesTheFirstReply() throws IOException {
    String page = Files.readString(Path.of("../docs/protocol.md"));
    List<String[]> rows =
        page.substring(page.indexOf("\n## Replies"), page.indexOf("\n## Errors"))
            .lines()
            .filter(line -> line.startsWith("| `") && !line.startsWith("| `initiate_call`"))
            .map(line -> line.substring(2).split(" \\| "))
            .toList();
    assertEquals(11, rows.size());
    List<String> wrong = new ArrayList<>();
    for (String[] row : rows) {
      NAME.matcher(row[0]).results().forEach(command -> check(command.group(1), row, wrong));
    }
    assertEquals(List.of(), wrong);
  }

  /// A device of a user who has joined the call with another device.
  @Test
  void theCatalogueSaysWhichMessagesOnlyTheJoinedDeviceMaySend() {
    String otherDevice = "connected: a device that never rang";
    Set<Becomes> decided = Set.of(Becomes.COMMAND, Becomes.SIGNAL, Becomes.INVITE_PEOPLE);
    List<BodyCase> types = MessageCatalogue.all(each -> decided.contains(each.getBecomes()));
    assertEquals(14, types.size());
    for (BodyCase type : types) {
      List<String> replies = replies(otherDevice, MessageCatalogue.name(type));
      assertEquals(
          replies.stream().allMatch("NOT_A_PARTICIPANT"::equals),
          MessageCatalogue.traits(type).getJoinedDeviceOnly(),
          () -> type + ": " + replies);
    }
  }

  private void check(String command, String[] row, List<String> wrong) {
    for (int i = 0; i < COLUMNS.size(); i++) {
      String cell = row[i + 1];
      for (String situation : COLUMNS.get(i)) {
        for (String reply : replies(situation, command)) {
          if (!cell.contains(reply.equals("-") ? "none" : "`" + reply + "`")) {
            wrong.add(situation + ": " + command + ": " + reply + " is not in: " + cell);
          }
        }
      }
    }
  }

  /// The first reply to each form of the command: a type, or the code of an error.
  private List<String> replies(String situation, String command) {
    List<String> lines = Objects.requireNonNull(table.get(situation), situation);
    List<String> replies =
        lines.stream()
            .filter(line -> line.matches(command + "( [a-z ]+)?: .*"))
            .map(line -> line.substring(line.indexOf(": ") + 2))
            .map(reply -> reply.replaceFirst("^error ", "").split("[ ,]")[0])
            .map(reply -> reply.equals(Rejection.NO_ROOM.name()) ? "INVALID_STATE" : reply)
            .toList();
    assertTrue(!replies.isEmpty(), () -> situation + ": no " + command);
    return replies;
  }
}
