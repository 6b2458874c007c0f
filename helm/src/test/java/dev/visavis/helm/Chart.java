package dev.visavis.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import dev.visavis.infra.RepositoryRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Renders the chart with Helm's library, in this process.
final class Chart {
  static final Path ROOT = RepositoryRoot.find();
  static final Path DIRECTORY = ROOT.resolve("helm/visavis");

  private static final String KUBERNETES = "1.34.0";
  private static final String HOOK = "    helm.sh/hook: test\n";
  private static final Path COPY = copyWithoutHooks();

  /// Results of earlier calls, because many tests render the same.
  private static final Map<List<String>, Rendered> RENDERED = new ConcurrentHashMap<>();

  private Chart() {}

  static Path example(String name) {
    return ROOT.resolve("helm/examples/" + name + ".yaml");
  }

  /// @param example a file of helm/examples, without its extension
  /// @param values further values, each in YAML; later ones take precedence
  /// @throws IllegalStateException with Helm's message if it refuses the values
  static Rendered render(String example, String... values) throws IOException {
    var wanted = Stream.concat(Stream.of(example), Arrays.stream(values)).toList();
    var before = RENDERED.get(wanted);
    if (before != null) {
      return before;
    }
    var command = template().withValuesFile(example(example));
    for (String more : values) {
      command.withValuesFile(
          Files.writeString(Files.createTempFile(COPY.getParent(), "values", ".yaml"), more));
    }
    var rendered = Rendered.parse(command.call());
    RENDERED.put(wanted, rendered);
    return rendered;
  }

  static TemplateCommand template() {
    return new Helm(COPY)
        .template()
        .withName("visavis")
        .withNamespace("calls")
        .withKubeVersion(KUBERNETES);
  }

  /// The notes that Helm prints after an installation.
  static String notes(String example) {
    var output =
        new Helm(DIRECTORY)
            .install()
            .withName("visavis")
            .withNamespace("calls")
            .withKubeVersion(KUBERNETES)
            .withValuesFile(example(example))
            .clientOnly()
            .dryRun()
            .call()
            .getOutput();
    return output.substring(output.indexOf("NOTES:"));
  }

  /// Copies the chart and makes the pod of `helm test` an ordinary one, because the library does
  /// not render hooks.
  private static Path copyWithoutHooks() {
    try (var files = Files.walk(DIRECTORY)) {
      Path target = Files.createDirectories(ROOT.resolve("helm/target"));
      Path copy = Files.createTempDirectory(target, "chart").resolve("visavis");
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copied = copy.resolve(DIRECTORY.relativize(file).toString());
        Files.createDirectories(Objects.requireNonNull(copied.getParent()));
        Files.writeString(copied, Files.readString(file).replace(HOOK, ""));
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
