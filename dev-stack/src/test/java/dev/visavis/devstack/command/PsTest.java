package dev.visavis.devstack.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.devstack.run.ProcessInfo;
import dev.visavis.devstack.run.StateFile;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PsTest {
  @TempDir private Path dir;

  @Test
  void healthIsReadFromTheProcess() throws IOException {
    try (var serving = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = serving.getLocalPort();
      var file = new StateFile(dir.resolve("run/state.json"));
      file.write(
          new StateFile.State(
              1,
              "http://localhost:8080",
              List.of(
                  process("kafka", ProcessHandle.current().pid(), port),
                  process("redis", ProcessHandle.current().pid(), 1),
                  process("edge", 0, port))));
      var lines = Ps.lines(file.read().orElseThrow());
      assertEquals(
          List.of("ready", "not ready", "down"), lines.stream().map(Ps.Line::health).toList());

      var json = new JsonArray(Ps.json(lines)).getJsonObject(0);
      assertEquals("kafka", json.getString("name"));
      assertEquals(ProcessHandle.current().pid(), json.getLong("pid"));
      assertEquals(port, json.getInteger("port"));
      assertEquals("ready", json.getString("health"));

      var table = Ps.table(lines);
      assertTrue(table.lines().skip(1).findFirst().orElse("").startsWith("kafka "), table);
    }
  }

  @Test
  void theHealthOfAServiceIsReadFromItsManagementPort() {
    var asked = URI.create("http://127.0.0.1:9081/q/health/ready");
    var service = new ProcessInfo("account-service", 0, 0, 8081, asked, 0, false);
    var state = new StateFile.State(1, "", List.of(service, process("redis", 0, 6379)));
    var json = new JsonArray(Ps.json(Ps.lines(state)));
    assertEquals(8081, json.getJsonObject(0).getInteger("port"));
    assertEquals(9081, json.getJsonObject(0).getInteger("management"));
    assertEquals(0, json.getJsonObject(1).getInteger("management"));
  }

  @Test
  void withoutAStateFileNothingIsListed() throws IOException {
    assertTrue(new StateFile(dir.resolve("state.json")).read().isEmpty());
  }

  private static ProcessInfo process(String name, long pid, int port) {
    return new ProcessInfo(name, pid, 0, port, URI.create("tcp://127.0.0.1:" + port), 0, false);
  }
}
