package dev.visavis.devstack.build;

/// The services, each a Maven module that builds to `target/quarkus-app`.
public enum Service {
  ACCOUNT("account-service"),
  TURN("turn-credential-service"),
  PRESENCE("presence-service"),
  HISTORY("history-service"),
  WEBHOOK("webhook-service"),
  CALL("call-service"),
  MEDIA("media-service"),
  GATEWAY("signaling-gateway");

  private final String module;

  Service(String module) {
    this.module = module;
  }

  public String module() {
    return module;
  }
}
