package dev.visavis.devstack.run;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;

/// The address under which browsers reach the programs of this machine that carry media.
public final class OwnAddress {
  private OwnAddress() {}

  /// An IPv4 address of this machine that is not loopback, because browsers offer the addresses of
  /// the network, which a program on loopback cannot reach. Empty if there is none.
  public static Optional<String> find() throws IOException {
    return NetworkInterface.networkInterfaces()
        .filter(OwnAddress::isUsable)
        .flatMap(NetworkInterface::inetAddresses)
        .filter(Inet4Address.class::isInstance)
        .map(InetAddress::getHostAddress)
        .findFirst();
  }

  private static boolean isUsable(NetworkInterface network) {
    try {
      return network.isUp() && !network.isLoopback() && !network.getName().startsWith("docker");
    } catch (SocketException e) {
      return false; // the interface has disappeared meanwhile
    }
  }
}
