package dev.visavis.devstack.licences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LicencesTest {
  @Test
  void copyleftLicencesAreRefused() {
    for (String refused :
        List.of(
            "AGPL-3.0-only",
            "GPL-2.0-only",
            "LGPL-2.1-only",
            "SSPL-1.0",
            "",
            "(MIT AND GPL-3.0-only)")) {
      assertFalse(AllowedLicences.allow(refused), refused);
    }
    for (String allowed : List.of("MIT", "(Apache-2.0 AND BSD-3-Clause)", "(GPL-2.0 OR EPL-2.0)")) {
      assertTrue(AllowedLicences.allow(allowed), allowed);
    }
  }

  @Test
  void oneAllowedAlternativeIsEnough() {
    assertTrue(new Library("a:b", "1", List.of("GPL-2.0-only", "EPL-2.0")).isAllowed());
    assertFalse(new Library("a:b", "1", List.of()).isAllowed());
  }

  @Test
  void aWrittenListIsReadBack() {
    var libraries =
        List.of(
            library("{'name':'react','version':'19.3.1','licenses':[{'license':{'id':'MIT'}}]}"),
            library(
                "{'group':'org.x','name':'y','version':'2','licenses':[{'license':{'id':'EPL-2.0'}},"
                    + "{'license':{'name':'Some Licence'}}]}"));
    assertEquals(List.of(libraries.get(1), libraries.get(0)), read(libraries));
    assertEquals("org.x:y", libraries.get(1).name());
  }

  @Test
  void aJarIsRecognizedByItsName() {
    var library = new Library("io.netty:netty-epoll", "4.1", List.of("Apache-2.0"));
    assertTrue(library.isIn("netty-epoll-4.1.jar"));
    assertTrue(library.isIn("io.netty.netty-epoll-4.1-linux-x86_64.jar"));
    assertFalse(library.isIn("io.netty.netty-epoll-4.2.jar"));
    assertFalse(library.isIn("io.netty.netty-epoll-4.1.1.jar"));
  }

  @Test
  void onlyLibrariesInThePagesMustBeListed(@TempDir Path folder) throws IOException {
    var lock = folder.resolve("package-lock.json");
    Files.writeString(
        lock,
        """
        {"packages":{
          "":{"name":"web-ui"},
          "node_modules/react":{"version":"19.3.1","license":"MIT"},
          "node_modules/vite":{"version":"7.0.0","dev":true},
          "node_modules/@types/react":{"version":"19.3.0","devOptional":true}}}
        """);
    var react = new Library("react", "19.3.1", List.of("MIT"));
    assertEquals(List.of(react), Licences.inPages(lock).toList());
    assertEquals(List.of(), Licences.unlisted(List.of(react), lock));
    assertEquals(
        List.of("react of web-ui is not in docs/licences.md"), Licences.unlisted(List.of(), lock));
  }

  private static List<Library> read(List<Library> libraries) {
    return LicenceList.read(LicenceList.write(libraries));
  }

  private static Library library(String json) {
    return Library.of(new JsonObject(json.replace('\'', '"')));
  }
}
