package dev.visavis.devstack.licences;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.Console;
import dev.visavis.devstack.JsonObjects;
import dev.visavis.devstack.StackException;
import dev.visavis.devstack.build.BuildTool;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Writes bills of materials (CycloneDX): in `target/sbom` one for all Java modules together and
/// one for the web UI, and in the `target/sbom` of each Java module its own.
public record BillsOfMaterials(Checkout checkout, Console console) {
  private static final String PLUGIN = "org.cyclonedx:cyclonedx-maven-plugin";
  private static final long NPM_LIMIT_SECONDS = 60;

  /// Runs Maven and npm.
  public List<Library> write() throws IOException, InterruptedException {
    var folder = Files.createDirectories(checkout.root().resolve("target/sbom"));
    console.progress("listing all libraries with Maven and npm");
    new BuildTool(
            "maven",
            List.of("./mvnw", "-B", "-ntp", PLUGIN + ":makeBom", PLUGIN + ":makeAggregateBom"),
            checkout.root(),
            folder.resolve("java.log"),
            console)
        .run();
    var java = folder.resolve("java.cdx.json");
    var web = folder.resolve("web-ui.cdx.json");
    npm(web);
    return Stream.concat(libraries(java), libraries(web)).toList();
  }

  private void npm(Path file) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                "npm", "sbom", "--sbom-format=cyclonedx", "--omit=dev", "--package-lock-only")
            .directory(checkout.root().resolve("web-ui").toFile())
            .redirectOutput(file.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(NPM_LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new StackException("`npm sbom` in web-ui failed: run it by hand to see why");
    }
  }

  private static Stream<Library> libraries(Path file) throws IOException {
    return JsonObjects.in(new JsonObject(Files.readString(file)), "components").map(Library::of);
  }
}
