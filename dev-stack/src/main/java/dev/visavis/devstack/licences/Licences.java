package dev.visavis.devstack.licences;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.Console;
import dev.visavis.devstack.build.Service;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Compares the built libraries with the list of licences, and writes that list.
public final class Licences {
  private static final String PAGE = "docs/licences.md";
  private static final Set<String> OURS =
      Set.of("embedded-infra-", "service-support-", "shared-proto-", "dev.visavis.");

  private final Checkout checkout;

  public Licences(Checkout checkout) {
    this.checkout = checkout;
  }

  /// `visavis licences`. Returns whether all licences are allowed.
  public boolean write(Console console) throws IOException, InterruptedException {
    var libraries = new ArrayList<>(new BillsOfMaterials(checkout, console).write());
    // `npm sbom` leaves some of them out.
    inPages(lock())
        .filter(library -> libraries.stream().noneMatch(other -> isSame(other, library)))
        .forEach(libraries::add);
    Files.writeString(checkout.root().resolve(PAGE), LicenceList.write(libraries));
    var refused = refused(libraries);
    refused.forEach(console::say);
    console.say(
        "%d libraries are in %s, %d of them refused"
            .formatted(libraries.size(), PAGE, refused.size()));
    return refused.isEmpty();
  }

  /// One sentence for each built library that is not in the list or not allowed.
  public List<String> objections() throws IOException {
    var listed = LicenceList.read(Files.readString(checkout.root().resolve(PAGE)));
    var objections = new ArrayList<>(refused(listed));
    for (var folder : folders()) {
      try (var jars = Files.newDirectoryStream(folder, "*.jar")) {
        for (var jar : jars) {
          var file = jar.getFileName().toString();
          if (OURS.stream().noneMatch(file::startsWith)
              && listed.stream().noneMatch(library -> library.isIn(file))) {
            objections.add(file + " is not in " + PAGE + ": run ./visavis licences");
          }
        }
      }
    }
    objections.addAll(unlisted(listed, lock()));
    return objections.stream().distinct().toList();
  }

  private static List<String> refused(List<Library> libraries) {
    return libraries.stream()
        .filter(library -> !library.isOurs() && !library.isAllowed())
        .map(
            library ->
                "%s %s has a licence that is not allowed: %s"
                    .formatted(library.name(), library.version(), library.licences()))
        .toList();
  }

  private List<Path> folders() {
    var root = checkout.root();
    var services =
        Stream.of(Service.values())
            .map(service -> root.resolve(service.module()).resolve("target/quarkus-app/lib"))
            .flatMap(lib -> Stream.of(lib.resolve("main"), lib.resolve("boot")));
    var ours = Stream.of("dev-stack", "embedded-infra/broker");
    return Stream.concat(services, ours.map(module -> root.resolve(module + "/target/lib")))
        .toList();
  }

  private Path lock() {
    return checkout.root().resolve("web-ui/package-lock.json");
  }

  static List<String> unlisted(List<Library> listed, Path lock) throws IOException {
    return inPages(lock)
        .filter(library -> listed.stream().noneMatch(other -> isSame(other, library)))
        .map(library -> library.name() + " of web-ui is not in " + PAGE)
        .toList();
  }

  /// Without packages that are used only to build the pages.
  static Stream<Library> inPages(Path lock) throws IOException {
    var packages = new JsonObject(Files.readString(lock)).getJsonObject("packages");
    return packages.stream()
        .filter(entry -> !entry.getKey().isEmpty() && !isForBuilding(entry))
        .map(Licences::library);
  }

  /// npm marks packages that are used only for the build, but are also optional peers of a library
  /// in the pages (such as types), with `devOptional`.
  private static boolean isForBuilding(Map.Entry<String, Object> entry) {
    var description = (JsonObject) entry.getValue();
    return description.getBoolean("dev", false) || description.getBoolean("devOptional", false);
  }

  private static Library library(Map.Entry<String, Object> entry) {
    var marker = "node_modules/";
    var name = entry.getKey().substring(entry.getKey().lastIndexOf(marker) + marker.length());
    var description = (JsonObject) entry.getValue();
    return new Library(
        name,
        description.getString("version"),
        Stream.ofNullable(description.getString("license")).toList());
  }

  private static boolean isSame(Library one, Library other) {
    return one.name().equals(other.name()) && one.version().equals(other.version());
  }
}
