package dev.visavis.devstack.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.infra.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `engine.sh` restores the machine's network. The programs that it calls are fakes, whose network
/// consists of a few files: tables, bridges and the recorded calls.
@Timeout(60)
class EngineScriptTest {
  private static final String WITH_ENGINE =
      """
      *filter
      :FORWARD DROP [0:0]
      :DOCKER - [0:0]
      -A FORWARD -o docker0 -j DOCKER
      -A FORWARD -i br-0123456789ab -j ACCEPT
      -A INPUT -p tcp --dport 22 -j ACCEPT
      COMMIT
      """;

  @TempDir Path dir;

  @BeforeEach
  void standIns() throws IOException {
    program("docker", "exit 1");
    program("dockerd", "echo docker0 >> bridges; echo br-0123456789ab >> bridges; exit 1");
    for (var family : new String[] {"iptables", "ip6tables"}) {
      program(
          family,
          "[ $1 = -S ] && echo '-P FORWARD ACCEPT' || echo %s $* >> asked".formatted(family));
      program(family + "-save", "cat tables");
      program(family + "-restore", "cat > %s.restored".formatted(family));
    }
    program("sysctl", "[ $1 = -n ] && echo 0 || echo sysctl $* >> asked");
    program(
        "ip",
        """
        if [ "$2" = delete ]; then echo ip $* >> asked; exit; fi
        n=0; while read -r name; do n=$((n + 1)); echo "$n: $name: <UP>"; done < bridges\
        """);
    Files.writeString(dir.resolve("tables"), WITH_ENGINE);
    Files.writeString(dir.resolve("bridges"), "lan0\n");
  }

  @Test
  void anEngineThatDoesNotStartLeavesNoRules() throws Exception {
    assertEquals(1, engine("start"));
    assertNetworkIsAsBefore();
  }

  @Test
  void theRulesOfAKilledEngineAreRemoved() throws Exception {
    Files.createDirectories(dir.resolve("engine"));
    Files.writeString(
        dir.resolve("engine/network.before"),
        "bridges=\"lan0 \"\nforward=ACCEPT\nforward6=ACCEPT\nforwarding=0\n");
    Files.writeString(dir.resolve("bridges"), "lan0\ndocker0\nbr-0123456789ab\n");
    assertEquals(0, engine("stop"));
    assertNetworkIsAsBefore();
  }

  @Test
  void theRulesOfAnotherEngineAreKept() throws Exception {
    Files.writeString(dir.resolve("bridges"), "docker0\n");
    assertEquals(1, engine("start"));
    assertFalse(Files.exists(dir.resolve("asked")));
    assertFalse(Files.exists(dir.resolve("iptables.restored")));
  }

  private void assertNetworkIsAsBefore() throws IOException {
    for (var family : new String[] {"iptables", "ip6tables"}) {
      var tables = Files.readString(dir.resolve(family + ".restored"));
      assertFalse(tables.contains("DOCKER") || tables.contains("br-"), tables);
      assertTrue(tables.contains("--dport 22"), tables);
    }
    var asked = Files.readAllLines(dir.resolve("asked"));
    for (var wanted :
        new String[] {
          "iptables -P FORWARD ACCEPT",
          "ip6tables -P FORWARD ACCEPT",
          "ip link delete docker0",
          "ip link delete br-0123456789ab",
          "sysctl -q -w net.ipv4.ip_forward=0",
        }) {
      assertTrue(asked.contains(wanted), asked::toString);
    }
    assertFalse(asked.contains("ip link delete lan0"), asked::toString);
    assertFalse(Files.exists(dir.resolve("engine/network.before")));
  }

  private int engine(String command) throws Exception {
    var script = RepositoryRoot.find().resolve("system-tests/compose/engine.sh").toString();
    var builder = new ProcessBuilder("bash", script, command).directory(dir.toFile());
    builder.redirectErrorStream(true).redirectOutput(dir.resolve("said").toFile());
    builder.environment().put("PATH", dir + ":" + System.getenv("PATH"));
    builder.environment().put("VISAVIS_ENGINE", dir.resolve("engine").toString());
    var process = builder.start();
    assertTrue(process.waitFor(50, TimeUnit.SECONDS));
    return process.exitValue();
  }

  private void program(String name, String script) throws IOException {
    var file = Files.writeString(dir.resolve(name), "#!/bin/sh\ncd " + dir + "\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
