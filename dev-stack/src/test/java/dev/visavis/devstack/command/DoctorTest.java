package dev.visavis.devstack.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.debian.SystemProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorTest {
  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({"coturn, COTURN", "Janus, JANUS", "Chromium, CHROMIUM", "Docker with Compose,"})
  void theDoctorChecksEverySystemProgram(String name, SystemProgram program) throws IOException {
    var programs = program == null ? SystemProgram.forCompose(System.getenv()) : List.of(program);
    var missing = SystemProgram.missing(programs);
    var finding =
        new Doctor(new Checkout(dir))
            .examine().stream()
                .filter(each -> each.what().startsWith(name + " "))
                .findFirst()
                .orElseThrow();
    if (missing.isEmpty()) {
      assertEquals(Doctor.Finding.Verdict.OK, finding.verdict());
    } else {
      assertEquals(Doctor.Finding.Verdict.WARNING, finding.verdict());
      assertTrue(finding.remedy().contains(SystemProgram.debianPackages(missing)), finding::line);
    }
  }
}
