package dev.visavis.systemtests.support;

import java.net.URI;

/// Visavis as its users reach it, however it was started.
public interface Product {
  /// The one origin, without a path.
  URI url();

  /// Where sockets are opened.
  default URI signaling() {
    return URI.create(url().toString().replaceFirst("^http", "ws") + "/signaling");
  }
}
