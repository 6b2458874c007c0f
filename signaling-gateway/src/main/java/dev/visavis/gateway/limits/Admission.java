package dev.visavis.gateway.limits;

import jakarta.inject.Singleton;

/// Whether new sockets are taken: from the moment when a device that registers can be rung, until
/// the gateway goes away.
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

  /// Whatever is written to the inbox from now on is read.
  public void inboxPositioned() {
    inboxPositioned = true;
  }

  /// Commands can be written without waiting for anything first.
  public void kafkaMetadataLoaded() {
    kafkaMetadataLoaded = true;
  }

  /// Others know that this gateway lives.
  public void leaseAcquired() {
    leaseAcquired = true;
  }

  public void drain() {
    draining = true;
  }
}
