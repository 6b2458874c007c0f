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

/// The bills of materials (CycloneDX) of all Java modules together and of the web UI, in
/// `target/sbom`, and that of each Java module in its own `target/sbom`.
public record BillsOfMaterials(Checkout checkout, Console console) {
  private static final String PLUGIN = "org.cyclonedx:cyclonedx-maven-plugin";
  private static final long NPM_LIMIT_SECONDS = 60;

  /// Asks Maven and npm.
  public List<Library> write() throws IOException, InterruptedException {
    var folder = Files.createDirectories(checkout.root().resolve("target/sbom"));
    console.progress("asking Maven and npm what everything is made of");
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
