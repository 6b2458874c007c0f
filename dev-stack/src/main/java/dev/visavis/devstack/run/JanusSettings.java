package dev.visavis.devstack.run;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.Secrets;
import dev.visavis.devstack.StackException;
import dev.visavis.devstack.debian.SystemProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What all media servers of one stack have in common.
///
/// @param libraries the folder with `plugins` and `transports` of the installed Janus
/// @param templates the configuration that Docker Compose uses too
/// @param address of this machine, not loopback, which browsers get
/// @param rtpPorts the first and the last UDP port, with `-` between them
/// @param apiSecret which each request needs
/// @param adminKey which the creation of a room needs
record JanusSettings(
    Path program,
    Path libraries,
    Path templates,
    String address,
    String rtpPorts,
    String apiSecret,
    String adminKey) {
  static final List<String> FILES =
      List.of("janus.jcfg", "janus.transport.websockets.jcfg", "janus.plugin.videoroom.jcfg");

  /// Each connection needs one port, and each participant two connections. Below the range of
  /// outgoing connections and that of [StackPorts].
  private static final String RTP_PORTS = "10000-11999";

  private static final String VIDEO_ROOM = "plugins/libjanus_videoroom.so";

  /// Empty if Janus is not installed, or if this machine has no address but loopback, which Janus
  /// never offers.
  ///
  /// @throws StackException if `VISAVIS_RTP_PORTS` is not a range of ports
  static Optional<JanusSettings> find(Secrets secrets, Checkout checkout) throws IOException {
    var program = SystemProgram.JANUS.find();
    var libraries = program.flatMap(JanusSettings::libraries);
    var address = OwnAddress.find();
    if (program.isEmpty() || libraries.isEmpty() || address.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new JanusSettings(
            program.get(),
            libraries.get(),
            checkout.root().resolve("compose/janus"),
            address.get(),
            rtpPorts(System.getenv()),
            secrets.get("janus-api"),
            secrets.get("janus-admin")));
  }

  /// Debian has a folder for each architecture; other installations have none.
  private static Optional<Path> libraries(Path program) {
    var lib = Objects.requireNonNull(program.getParent()).resolveSibling("lib");
    try (Stream<Path> folders = Files.list(lib)) {
      return Stream.concat(Stream.of(lib), folders)
          .map(folder -> folder.resolve("janus"))
          .filter(folder -> Files.isRegularFile(folder.resolve(VIDEO_ROOM)))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty(); // there is no such folder
    }
  }

  static String rtpPorts(Map<String, String> environment) {
    var range = environment.getOrDefault("VISAVIS_RTP_PORTS", RTP_PORTS);
    var ends = range.split("-", -1);
    if (!range.matches("\\d{4,5}-\\d{4,5}")
        || Integer.parseInt(ends[0]) >= Integer.parseInt(ends[1])
        || Integer.parseInt(ends[1]) > 65_535) {
      throw new StackException(
          "VISAVIS_RTP_PORTS needs two ports, such as %s, not %s".formatted(RTP_PORTS, range));
    }
    return range;
  }

  /// @param file one of [#FILES]
  /// @param port of the API
  String configuration(String file, int port) throws IOException {
    var values =
        Map.of(
            "JANUS_FOLDER",
            ".",
            "JANUS_API_SECRET",
            apiSecret,
            "JANUS_ADMIN_KEY",
            adminKey,
            "JANUS_RTP_PORTS",
            rtpPorts,
            "JANUS_ADDRESS",
            address,
            "JANUS_NAT",
            "",
            "JANUS_API_ADDRESS",
            "127.0.0.1",
            "JANUS_API_PORT",
            Integer.toString(port));
    var text = Files.readString(templates.resolve(file));
    for (var value : values.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    }
    return text;
  }
}
