package dev.visavis.infra.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/// Formats the data directory if it is new, then runs the broker until the process is asked to
/// stop.
///
/// Takes one argument: the broker's properties file, which contains `log.dirs` and `node.id`.
public final class BrokerMain {
  /// Any 16 bytes in base64; the cluster never connects to another one.
  private static final String CLUSTER_ID = "VmlzYXZpc0VtYmVkZGVkMA";

  private BrokerMain() {}

  public static void main(String[] args) throws Exception {
    var properties = new Properties();
    try (var in = Files.newInputStream(Path.of(args[0]))) {
      properties.load(in);
    }
    var directory = properties.getProperty("log.dirs");
    new Formatter()
        .setClusterId(CLUSTER_ID)
        .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
        .setControllerListenerName("CONTROLLER")
        .addDirectory(directory)
        .setMetadataLogDirectory(directory)
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setUnstableFeatureVersionsEnabled(false)
        .setIgnoreFormatted(true)
        .setPrintStream(System.err)
        .setHasDynamicQuorum(false)
        .run();
    Kafka.main(args);
  }
}
