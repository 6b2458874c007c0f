package dev.visavis.infra;

import org.eclipse.microprofile.config.ConfigProvider;

/// The address of the health and metrics of the service under a `@QuarkusTest`.
public final class ManagementInterface {
  private ManagementInterface() {}

  public static String url(String path) {
    int port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
    return "http://127.0.0.1:" + port + path;
  }
}
