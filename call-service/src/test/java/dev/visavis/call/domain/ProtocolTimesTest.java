package dev.visavis.call.domain;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.visavis.call.domain.decision.CallRules;
import dev.visavis.call.domain.state.Mailbox;
import dev.visavis.call.domain.state.Participant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// docs/protocol.md names the times and limits of a call as the code has them.
class ProtocolTimesTest {
  private static final CallRules RULES = CallRules.STANDARD;

  @TestFactory
  Stream<DynamicTest> everyTimeAndLimitIsDocumented() throws IOException {
    String page = Files.readString(Path.of("../docs/protocol.md"));
    return Stream.of(
            "| `VISAVIS_RING_TIMEOUT` | " + seconds(RULES.ringTimeout()),
            "| `VISAVIS_RESUME_WINDOW` | " + seconds(RULES.resumeWindow()),
            "| `VISAVIS_UNREACHABLE_GRACE` | " + seconds(RULES.unreachableGrace()),
            "| `VISAVIS_PAGE_CLOSED_GRACE` | " + seconds(RULES.pageClosedGrace()),
            "| `VISAVIS_CALL_HAND_OFF_RING` | " + seconds(RULES.handOffRingTimeout()),
            "| `VISAVIS_CALL_HAND_OFF_COMPLETION_TIMEOUT` | "
                + seconds(RULES.handOffCompletionTimeout()),
            "| `VISAVIS_CALL_ENDED_CALL_RETENTION` | "
                + RULES.endedCallRetention().toMinutes()
                + " minutes",
            "| participants per call | " + CallRules.MAX_PARTICIPANTS,
            "| devices per user online | " + Participant.MAX_DEVICES,
            "| relayed messages stored for a disconnected device | "
                + (Mailbox.MAX_MESSAGES + ", and " + Mailbox.MAX_BYTES / 1024 + " KiB in all"),
            "| relayed messages stored for all disconnected devices of a call | "
                + (Mailbox.MAX_BYTES_IN_CALL / 1024 / 1024 + " MiB in all"))
        .map(row -> dynamicTest(row, () -> assertTrue(page.contains("\n" + row))));
  }

  private static String seconds(Duration time) {
    return time.toSeconds() + " s";
  }
}
