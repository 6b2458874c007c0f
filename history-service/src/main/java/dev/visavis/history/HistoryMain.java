package dev.visavis.history;

import dev.visavis.history.rebuild.Rebuild;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// The history service. In the profile `rebuild` it is a job that rebuilds the history and exits.
@QuarkusMain
public class HistoryMain implements QuarkusApplication {
  private static final Logger LOG = Logger.getLogger(HistoryMain.class);

  private final Rebuild rebuild;
  private final boolean serves;

  HistoryMain(Rebuild rebuild, @ConfigProperty(name = "visavis.history.serves") boolean serves) {
    this.rebuild = rebuild;
    this.serves = serves;
  }

  @Override
  public int run(String... arguments) {
    if (serves) {
      Quarkus.waitForExit();
      return 0;
    }
    try {
      rebuild.run();
      return 0;
    } catch (Exception e) {
      LOG.error("History rebuild failed; the old history is unchanged and still in use", e);
      return 1;
    }
  }
}
