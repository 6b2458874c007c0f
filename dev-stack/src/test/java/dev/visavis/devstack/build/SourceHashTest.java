package dev.visavis.devstack.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceHashTest {
  @TempDir private Path root;

  @BeforeEach
  void writeSources() throws IOException {
    write("pom.xml", "<project/>");
    write("service/src/main/A.java", "class A {}");
  }

  @Test
  void theSameContentHasTheSameHash() throws IOException {
    var before = stamp();
    write("service/src/main/A.java", "class A {}");
    assertEquals(before, stamp());
  }

  @Test
  void aChangeANewFileAndARenameEachChangeTheHash() throws IOException {
    var before = stamp();
    write("service/src/main/A.java", "class A { int i; }");
    var changed = stamp();
    assertNotEquals(before, changed);
    write("service/src/main/B.java", "class B {}");
    var added = stamp();
    assertNotEquals(changed, added);
    Files.move(root.resolve("service/src/main/B.java"), root.resolve("service/src/main/C.java"));
    assertNotEquals(added, stamp());
  }

  @Test
  void theOutputOfABuildDoesNotChangeTheHash() throws IOException {
    var before = stamp();
    write("service/target/A.class", "compiled");
    write("service/node_modules/x/index.js", "installed");
    assertEquals(before, stamp());
  }

  private String stamp() throws IOException {
    return SourceHash.of(root, List.of("pom.xml", "service", "not-there"));
  }

  private void write(String path, String content) throws IOException {
    var file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
