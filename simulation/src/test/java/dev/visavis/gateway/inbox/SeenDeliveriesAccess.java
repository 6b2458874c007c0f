package dev.visavis.gateway.inbox;

/// Gives the simulation access to this package.
public final class SeenDeliveriesAccess {
  private final SeenDeliveries seen = new SeenDeliveries(1_000);

  public boolean isNew(String deliveryId) {
    return seen.isNew(deliveryId);
  }
}
