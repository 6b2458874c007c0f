package dev.visavis.devstack.debian;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A program of the system, and its Debian package.
public enum SystemProgram {
  COTURN("turnserver", "coturn"),
  JANUS("janus", "janus"),
  CHROMIUM("chromium", "chromium"),
  DOCKER_ENGINE("dockerd", "docker.io"),
  DOCKER("docker", "docker.io"),
  DOCKER_COMPOSE("docker-compose", "docker-compose"),
  DEBOOTSTRAP("debootstrap", "debootstrap"),
  IPTABLES("iptables-save", "iptables"),
  UNZIP("unzip", "unzip");

  /// The last two folders contain the plugins of docker.
  private static final String STANDARD_PATH =
      "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
          + ":/usr/libexec/docker/cli-plugins:/usr/lib/docker/cli-plugins";

  private final String command;
  private final String debianPackage;

  SystemProgram(String command, String debianPackage) {
    this.command = command;
    this.debianPackage = debianPackage;
  }

  public String debianPackage() {
    return debianPackage;
  }

  /// The programs for `visavis test compose`: a Docker engine unless `DOCKER_HOST` names one, and
  /// the tools that build base images unless `VISAVIS_STAND_INS` is `off`.
  public static List<SystemProgram> forCompose(Map<String, String> environment) {
    var needed = new ArrayList<>(List.of(DOCKER, DOCKER_COMPOSE));
    if (!environment.containsKey("DOCKER_HOST")) {
      needed.addAll(List.of(DOCKER_ENGINE, IPTABLES));
    }
    if (!"off".equals(environment.get("VISAVIS_STAND_INS"))) {
      needed.addAll(List.of(DEBOOTSTRAP, UNZIP));
    }
    return List.copyOf(needed);
  }

  /// Those of `programs` that are not installed.
  public static List<SystemProgram> missing(Collection<SystemProgram> programs) {
    return programs.stream().filter(program -> program.find().isEmpty()).toList();
  }

  /// The arguments for `apt-get install`.
  public static String debianPackages(Collection<SystemProgram> programs) {
    return programs.stream()
        .map(SystemProgram::debianPackage)
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /// Empty if the program is not installed.
  public Optional<Path> find() {
    return find(System.getenv().getOrDefault("PATH", "") + ":" + STANDARD_PATH);
  }

  /// @param path folders, separated by colons
  Optional<Path> find(String path) {
    return Stream.of(path.split(":", -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, command))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
