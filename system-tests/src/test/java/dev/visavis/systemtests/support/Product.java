package dev.visavis.systemtests.support;

import java.net.URI;

/// A running Visavis and its addresses.
public interface Product {
  /// The origin of the edge, without a path.
  URI url();

  /// The address of the signaling socket.
  default URI signaling() {
    return URI.create(url().toString().replaceFirst("^http", "ws") + "/signaling");
  }
}
