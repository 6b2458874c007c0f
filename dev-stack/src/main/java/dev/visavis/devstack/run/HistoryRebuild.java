package dev.visavis.devstack.run;

import dev.visavis.devstack.DataDirectory;
import dev.visavis.devstack.Secrets;
import dev.visavis.devstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Rebuilds the history of a running stack: runs history-service's rebuild job with the settings of
/// the service.
///
/// @param app the folder with `quarkus-run.jar`
public record HistoryRebuild(Path app, DataDirectory data) {
  private static final int HEAP_MB = 256;

  /// Returns when the rebuild is done; its output goes to the terminal.
  ///
  /// @throws StackException if it failed; the old history stays in use
  public void run(StateFile.State stack) throws IOException, InterruptedException {
    if (Files.notExists(app)) {
      throw new StackException("the sources have changed since: run ./visavis up first");
    }
    var command = Jvm.jar(HEAP_MB, app.resolve("quarkus-run.jar"), List.of());
    var job = new ProcessBuilder(command).inheritIO();
    var secrets = new Secrets(data.secrets());
    var password = secrets.get("postgres");
    job.environment()
        .putAll(Settings.database(stack.port("postgres"), password, "visavis_history"));
    job.environment().put("KAFKA_BOOTSTRAP_SERVERS", stack.bootstrapServers());
    job.environment().putAll(secrets.kafka().environment());
    job.environment().put("QUARKUS_PROFILE", "rebuild");
    if (job.start().waitFor() != 0) {
      throw new StackException("the rebuild failed; the old history is unchanged and still in use");
    }
  }
}
