package dev.visavis.gateway.limits;

import jakarta.inject.Singleton;

/// Whether the gateway accepts new sockets. It does from the moment when a registering device can
/// be rung until the gateway drains.
@Singleton
public final class Admission {
  private volatile boolean inboxPositioned;
  private volatile boolean kafkaMetadataLoaded;
  private volatile boolean leaseAcquired;
  private volatile boolean draining;

  public boolean open() {
    return inboxPositioned && kafkaMetadataLoaded && leaseAcquired && !draining;
  }

  public boolean draining() {
    return draining;
  }

  /// The inbox has its position: every later delivery will be read.
  public void inboxPositioned() {
    inboxPositioned = true;
  }

  /// The producer has its metadata: the first command does not have to wait for it.
  public void kafkaMetadataLoaded() {
    kafkaMetadataLoaded = true;
  }

  /// The lease is in Redis: the other services see that this gateway is alive.
  public void leaseAcquired() {
    leaseAcquired = true;
  }

  public void drain() {
    draining = true;
  }
}
