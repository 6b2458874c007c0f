package dev.visavis.devstack.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.infra.RepositoryRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Checks that the sources contain no secrets, no files and folders that are too large to read, and
/// no comments that a formatter broke.
class RepositoryTest {
  private static final Path ROOT = RepositoryRoot.find();

  /// Files of builds and runs, which git ignores.
  private static final Set<String> NOT_OURS =
      Set.of(".git", ".visavis", "target", "node_modules", "dist", "gen", "test-results");

  /// Private keys, and tokens of clouds and code hosts, by their documented formats.
  private static final Pattern SECRET =
      Pattern.compile(
          "-----BEGIN [A-Z ]*PRIVATE KEY-----\\s+[A-Za-z0-9+/=]{40}"
              + "|\\bAKIA[0-9A-Z]{16}\\b|\\bgh[pousr]_[A-Za-z0-9]{36}\\b|\\bglpat-[\\w-]{20}\\b"
              + "|\\bxox[abp]-[A-Za-z0-9-]{20,}|\\bAIza[\\w-]{35}\\b");

  /// A line of a doc comment that was longer than the formatter allows: its end became an ordinary
  /// comment, which is no part of the documentation.
  private static final Pattern BROKEN_DOC_COMMENT = Pattern.compile("(?m)^ *///.*\\R *//(?!/)");

  /// The first line of a doc comment that is a fragment, and does not say what it describes.
  private static final Pattern FRAGMENT =
      Pattern.compile(
          "(?m)(?<!///.{0,99}\\n) */(?:\\*\\*|//) (?:Of (?:a|the|this)|Also of|Whoever|Behind) ");

  private static final Pattern SOURCE = Pattern.compile(".*\\.(java|ts|tsx)");

  private static final long MOST_BYTES = 2_000_000;
  private static final int MOST_LINES = 400;
  private static final int MOST_FILES = 25;

  @Test
  void theSourcesContainNoKeyAndNoToken() throws IOException {
    List<Path> sources = sources();
    assertTrue(sources.size() > 500, () -> sources.size() + " files are found");
    List<Path> withSecrets = new ArrayList<>();
    for (Path file : sources) {
      if (SECRET.matcher(Files.readString(file, StandardCharsets.ISO_8859_1)).find()) {
        withSecrets.add(ROOT.relativize(file));
      }
    }
    assertEquals(List.of(), withSecrets);
  }

  @Test
  void noDocCommentIsBroken() throws IOException {
    assertEquals(List.of(), codeWith(BROKEN_DOC_COMMENT), "wrap these comments at 96 columns");
  }

  @Test
  void docCommentsBeginWithWhatTheyDescribe() throws IOException {
    assertEquals(
        List.of(), codeWith(FRAGMENT), "name the thing: 'The session id of the connection'");
  }

  @Test
  void noFileIsTooLong() throws IOException {
    List<Path> tooLong = new ArrayList<>();
    for (Path file : code()) {
      if (Files.readString(file).lines().count() > MOST_LINES) {
        tooLong.add(ROOT.relativize(file));
      }
    }
    assertEquals(List.of(), tooLong, "split these files by purpose");
  }

  @Test
  void noFolderHasTooManyFiles() throws IOException {
    Map<Path, Long> counts =
        code().stream()
            .map(file -> ROOT.relativize(file).getParent())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    counts.values().removeIf(count -> count <= MOST_FILES);
    assertEquals(Map.of(), counts, "move one purpose of these folders into a folder of its own");
  }

  private static List<Path> codeWith(Pattern pattern) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path file : code()) {
      if (pattern.matcher(Files.readString(file)).find()) {
        found.add(ROOT.relativize(file));
      }
    }
    return found;
  }

  private static List<Path> code() throws IOException {
    List<Path> code =
        sources().stream().filter(file -> SOURCE.matcher(file.toString()).matches()).toList();
    assertTrue(code.size() > 500, () -> code.size() + " files are found");
    return code;
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && attributes.size() < MOST_BYTES) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources;
  }
}
