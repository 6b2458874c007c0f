package dev.visavis.devstack.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.visavis.devstack.StackException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UpOptionsTest {
  @Test
  void aBrowserOnThisMachineUsesLocalhost() {
    assertEquals("http://localhost:8080", options("127.0.0.1", 8080, 1).url());
    assertEquals("http://localhost:8080", options("0.0.0.0", 8080, 1).url());
    assertEquals("http://192.0.2.1:8080", options("192.0.2.1", 8080, 1).url());
  }

  @Test
  void aNumberOutOfRangeIsRefusedWithItsOptionAndRange() {
    assertEquals("--gateways needs a number from 1 to 15, not 16", refusal(8080, 16));
    assertEquals("--port needs a number from 1 to 65535, not 0", refusal(0, 1));
  }

  @Test
  void gatewaysAndMediaServicesShareThePartitionsOfTheInbox() {
    var most = new UpOptions("127.0.0.1", 8080, 1, 14, 1, 2, false, Path.of("/d"));
    assertEquals(2, most.mediaServices());
    var e =
        assertThrows(
            StackException.class,
            () -> new UpOptions("127.0.0.1", 8080, 1, 14, 1, 3, false, Path.of("/d")));
    assertEquals("--media-services needs a number from 1 to 2, not 3", e.getMessage());
  }

  private static String refusal(int port, int gateways) {
    var e = assertThrows(StackException.class, () -> options("127.0.0.1", port, gateways));
    return String.valueOf(e.getMessage());
  }

  private static UpOptions options(String host, int port, int gateways) {
    return new UpOptions(host, port, 1, gateways, 1, 1, false, Path.of("/d"));
  }
}
