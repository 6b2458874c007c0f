package dev.visavis.devstack.edge;

import io.vertx.core.Vertx;
import java.util.List;

/// The edge as a process of its own.
public final class EdgeMain {
  private EdgeMain() {}

  /// Listens until the process ends.
  ///
  /// @param args as [EdgeConfig#parse] takes them
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
