package dev.visavis.devstack.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.devstack.DataDirectory;
import dev.visavis.devstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackPlanTest {
  @TempDir Path dir;

  @Test
  void dataOfAnotherNumberOfBrokersIsRefused() throws IOException {
    var data = new DataDirectory(dir);
    StackPlan.requireSameBrokers(brokers(3), data);
    for (var name : List.of("kafka-0", "kafka-1", "kafka-2", "postgres")) {
      Files.createDirectories(dir.resolve(name));
    }
    assertDoesNotThrow(() -> StackPlan.requireSameBrokers(brokers(3), data));
    var refused =
        assertThrows(StackException.class, () -> StackPlan.requireSameBrokers(brokers(1), data));
    assertTrue(String.valueOf(refused.getMessage()).contains("--brokers 3"), refused::toString);
    data.clear();
    assertDoesNotThrow(() -> StackPlan.requireSameBrokers(brokers(1), data));
  }

  private UpOptions brokers(int count) {
    return new UpOptions("127.0.0.1", 8080, count, 1, 1, 1, false, dir);
  }
}
