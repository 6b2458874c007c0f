package dev.visavis.devstack.edge;

import io.vertx.core.Vertx;
import java.util.List;

/// Runs the edge as a process.
public final class EdgeMain {
  private EdgeMain() {}

  /// Listens until the process ends.
  ///
  /// @param args as [EdgeConfig#parse] reads them
  public static void main(String[] args) {
    EdgeConfig config = EdgeConfig.parse(List.of(args), System.getenv());
    Vertx vertx = Vertx.vertx();
    new Edge(vertx, config)
        .start()
        .onSuccess(server -> System.out.println("edge listens on " + config.listen()))
        .onFailure(
            error -> {
              System.err.println("edge cannot listen on " + config.listen() + ": " + error);
              System.exit(1);
            });
  }
}
