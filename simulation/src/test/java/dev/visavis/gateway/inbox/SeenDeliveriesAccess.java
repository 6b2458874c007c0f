package dev.visavis.gateway.inbox;

/// Opens the package to the simulation.
public final class SeenDeliveriesAccess {
  private final SeenDeliveries seen = new SeenDeliveries(1_000);

  public boolean isNew(String deliveryId) {
    return seen.isNew(deliveryId);
  }
}
